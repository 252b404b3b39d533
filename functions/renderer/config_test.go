package renderer

import (
	"strings"
	"testing"
)

func TestDefaultsOfTheConfiguration(t *testing.T) {
	t.Parallel()
	c, err := ConfigFrom(map[string]string{"PICTURE_BUCKET": "pictures"})
	if err != nil {
		t.Fatal(err)
	}
	if c.Delivery != Attachment || c.BaseURL != "https://storage.googleapis.com/pictures" || c.DiscordURL != "https://discord.com/api/v10" {
		t.Errorf("got %+v", c)
	}
}

func TestEveryWrongSettingIsNamedAtOnce(t *testing.T) {
	t.Parallel()
	_, err := ConfigFrom(map[string]string{
		"PICTURE_DELIVERY": "pigeon", "PICTURE_BASE_URL": "pictures", "DISCORD_API_URL": "ftp://discord.com",
	})
	if err == nil {
		t.Fatal("a wrong environment will do")
	}
	for _, name := range []string{"PICTURE_BUCKET", "PICTURE_DELIVERY", "PICTURE_BASE_URL", "DISCORD_API_URL"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not named in:\n%v", name, err)
		}
	}
}
