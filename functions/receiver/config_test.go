package receiver

import (
	"maps"
	"strings"
	"testing"
	"time"
)

// complete is an environment with all that is required.
func complete() map[string]string {
	return map[string]string{
		"DISCORD_PUBLIC_KEY":   strings.Repeat("ab", 32),
		"GOOGLE_CLOUD_PROJECT": "p",
		"RENDER_TOPIC":         "renders",
	}
}

func TestDefaultsOfTheConfiguration(t *testing.T) {
	t.Parallel()
	c, err := ConfigFrom(complete())
	if err != nil {
		t.Fatal(err)
	}
	if c.SignatureMaxAge != 5*time.Minute || c.RatePerMinute != 6 || c.Burst != 3 || c.MaxPublishing != 100 {
		t.Errorf("got %+v", c)
	}
}

func TestKeysMayBeUpperCaseAndSeveral(t *testing.T) {
	t.Parallel()
	environ := complete()
	environ["DISCORD_PUBLIC_KEY"] = strings.Repeat("AB", 32) + ", " + strings.Repeat("cd", 32) + "\n"
	c, err := ConfigFrom(environ)
	if err != nil || len(c.PublicKeys) != 2 {
		t.Errorf("got %d keys, %v", len(c.PublicKeys), err)
	}
}

func TestABlankMaintenanceMessageIsNone(t *testing.T) {
	t.Parallel()
	environ := complete()
	environ["MAINTENANCE_MESSAGE"] = " \n"
	if c, err := ConfigFrom(environ); err != nil || c.Maintenance != "" {
		t.Errorf("got %q, %v", c.Maintenance, err)
	}
}

func TestAWrongSettingIsNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, value string }{
		{"DISCORD_PUBLIC_KEY", ""},
		{"DISCORD_PUBLIC_KEY", strings.Repeat("a", 62)},
		{"DISCORD_PUBLIC_KEY", strings.Repeat("a", 66)},
		{"DISCORD_PUBLIC_KEY", strings.Repeat("g", 64)},
		{"GOOGLE_CLOUD_PROJECT", ""},
		{"RENDER_TOPIC", ""},
		{"SIGNATURE_MAX_AGE", "soon"},
		{"SIGNATURE_MAX_AGE", "0s"},
		{"USER_RATE_PER_MINUTE", "-1"},
		{"USER_BURST", "0"},
		{"MAX_PUBLISHING", "0"},
		{"MAX_PUBLISHING", "many"},
		{"MAINTENANCE_MESSAGE", strings.Repeat("x", 2001)},
	} {
		environ := complete()
		environ[c.name] = c.value
		if _, err := ConfigFrom(environ); err == nil || !strings.Contains(err.Error(), c.name) {
			t.Errorf("%s=%.10q: %v", c.name, c.value, err)
		}
	}
}

func TestEveryProblemIsNamedAtOnce(t *testing.T) {
	t.Parallel()
	_, err := ConfigFrom(map[string]string{"USER_BURST": "0", "MAX_PUBLISHING": "x"})
	if err == nil {
		t.Fatal("an empty environment will do")
	}
	for name := range maps.Keys(map[string]bool{
		"DISCORD_PUBLIC_KEY": true, "GOOGLE_CLOUD_PROJECT": true, "RENDER_TOPIC": true,
		"USER_BURST": true, "MAX_PUBLISHING": true,
	}) {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not named in:\n%v", name, err)
		}
	}
}
