package command

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mandobot/mando/internal/discordapi"
)

func typing(t *testing.T, locale, option, value string) []discordapi.Choice {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	i := interaction(t, discordapi.InteractionAutocomplete, fmt.Sprintf(
		`{"name":"mando","type":1,"options":[{"name":"seed","type":3,"value":"x"},{"name":%q,"type":3,"value":%s,"focused":true}]}`,
		option, text,
	))
	i.Locale = locale
	got := Handle(i)
	if got.Job != nil || got.Response.Type != discordapi.ResponseChoices {
		t.Fatalf("got %+v", got)
	}
	return got.Response.Choices
}

func TestAutocompletion(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, locale, typed string
		want                []discordapi.Choice
	}{
		{"the start of a name", "en-US", "em", []discordapi.Choice{{Name: "Ember", Value: "ember"}, {Name: "Emerald", Value: "emerald"}}},
		{"in any case", "en-US", "EMB", []discordapi.Choice{{Name: "Ember", Value: "ember"}}},
		{"starts come before middles", "en-US", "st", []discordapi.Choice{
			{Name: "Storm", Value: "storm"},
			{Name: "Amethyst", Value: "amethyst"},
			{Name: "Harvest", Value: "harvest"},
			{Name: "Forest", Value: "forest"},
		}},
		{"in the user's language", "de", "Glu", []discordapi.Choice{{Name: "Glut", Value: "ember"}}},
		{"without the accents", "fr", "emeraude", []discordapi.Choice{{Name: "Émeraude", Value: "emerald"}}},
		{"by the English name as well", "ja", "matc", []discordapi.Choice{{Name: "抹茶", Value: "matcha"}}},
		{"in Japanese", "ja", "抹", []discordapi.Choice{{Name: "抹茶", Value: "matcha"}}},
		{"nothing matches", "en-US", "zzz", nil},
		{"markdown and mentions match nothing", "en-US", "<@1>`", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := typing(t, tt.locale, "palette", tt.typed)
			if len(got) == 0 {
				got = nil
			}
			sorted := cmp.Transformer("set", func(list []discordapi.Choice) map[any]string {
				set := map[any]string{}
				for _, c := range list {
					set[c.Value] = c.Name
				}
				return set
			})
			if diff := cmp.Diff(tt.want, got, sorted); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if len(tt.want) > 0 && got[0].Value != tt.want[0].Value {
				t.Errorf("first is %v", got[0].Value)
			}
		})
	}
}

func TestAnEmptySearchOffersTheFirst25(t *testing.T) {
	t.Parallel()
	got := typing(t, "de", "palette", "")
	if len(got) != discordapi.MaxChoices || got[0].Name != "Überraschung" {
		t.Errorf("%d choices, the first %+v", len(got), got[0])
	}
}

func TestWhatIsNoChoiceOffersNothing(t *testing.T) {
	t.Parallel()
	for _, option := range []string{"seed", "symmetry", "private", "size", ""} {
		if got := typing(t, "en-US", option, "a"); len(got) != 0 {
			t.Errorf("%s: %+v", option, got)
		}
	}
	none := Handle(interaction(t, discordapi.InteractionAutocomplete, `{"name":"mando","type":1}`))
	if none.Response.Type != discordapi.ResponseChoices || len(none.Response.Choices) != 0 {
		t.Errorf("got %+v", none)
	}
}

func TestEveryChoiceIsAccepted(t *testing.T) {
	t.Parallel()
	for locale := range languages {
		for _, o := range options {
			for _, v := range o.values {
				i := mando(t, fmt.Sprintf(`{"name":%q,"type":3,"value":%q}`, o.name, v))
				i.Locale = locale
				if Handle(i).Job == nil {
					t.Errorf("%s: %s %q is refused", locale, o.name, v)
				}
			}
		}
	}
}
