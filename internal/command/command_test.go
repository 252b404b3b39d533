package command

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/job"
	"github.com/mandobot/mando/internal/mandala"
)

// interaction returns one that is fit to be handled, with data as JSON.
func interaction(t testing.TB, kind discordapi.InteractionType, data string) *discordapi.Interaction {
	t.Helper()
	body := fmt.Sprintf(`{"id":"1536343356211200017","application_id":"1200000000000000001","type":%d,"token":"secret",
		"locale":"en-US","app_permissions":"180224","user":{"id":"1200000000000000004"},"data":%s}`, kind, data)
	i, err := discordapi.DecodeInteraction([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// mando is a command with options as JSON, such as `{"name":"seed",...}`.
func mando(t testing.TB, options string) *discordapi.Interaction {
	t.Helper()
	return interaction(t, discordapi.InteractionCommand, `{"name":"mando","type":1,"options":[`+options+`]}`)
}

// refusal checks that nothing is published and returns what the user alone reads.
func refusal(t testing.TB, r Result) string {
	t.Helper()
	if r.Job != nil {
		t.Fatalf("there is a job: %+v", r.Job)
	}
	if r.Response.Type != discordapi.ResponseMessage || !r.Response.Ephemeral || r.Response.Message == nil {
		t.Fatalf("not an ephemeral sentence: %+v", r.Response)
	}
	text := r.Response.Message.Content
	if text == "" || utf16Len(text) > 2000 || strings.ContainsAny(text, "{}") {
		t.Fatalf("not a sentence: %q", text)
	}
	return text
}

func TestCommandIsAJobAndADeferral(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, options string
		want          mandala.Options
		private       bool
	}{
		{"nothing given: all follows from the id", ``, mandala.Options{Seed: "77rzqkjj8x8n8"}, false},
		{"a seed", `{"name":"seed","type":3,"value":"hello"}`, mandala.Options{Seed: "hello"}, false},
		{"a seed is normalised", `{"name":"seed","type":3,"value":" e\u0301\n"}`, mandala.Options{Seed: "é"}, false},
		{"a seed of nothing visible is none", `{"name":"seed","type":3,"value":"\u200d \u0000"}`, mandala.Options{Seed: "77rzqkjj8x8n8"}, false},
		{"the longest seed", `{"name":"seed","type":3,"value":"` + strings.Repeat("🌸", 64) + `"}`, mandala.Options{Seed: strings.Repeat("🌸", 64)}, false},
		{"64 characters beside what does not count", `{"name":"seed","type":3,"value":"  ` + strings.Repeat("x", 64) + `\u200b "}`, mandala.Options{Seed: strings.Repeat("x", 64)}, false},
		{"a style", `{"name":"style","type":3,"value":"glass"}`, mandala.Options{Seed: "77rzqkjj8x8n8", Style: mandala.Glass}, false},
		{"a palette", `{"name":"palette","type":3,"value":"ember"}`, mandala.Options{Seed: "77rzqkjj8x8n8", Palette: "ember"}, false},
		{"a palette typed as it is shown", `{"name":"palette","type":3,"value":" LINE art "}`, mandala.Options{Seed: "77rzqkjj8x8n8", Palette: "lineart"}, false},
		{"the smallest symmetry", `{"name":"symmetry","type":4,"value":3}`, mandala.Options{Seed: "77rzqkjj8x8n8", Symmetry: 3}, false},
		{"the largest symmetry", `{"name":"symmetry","type":4,"value":24}`, mandala.Options{Seed: "77rzqkjj8x8n8", Symmetry: 24}, false},
		{"private", `{"name":"private","type":5,"value":true}`, mandala.Options{Seed: "77rzqkjj8x8n8"}, true},
		{"not private", `{"name":"private","type":5,"value":false}`, mandala.Options{Seed: "77rzqkjj8x8n8"}, false},
		{
			"everything, in any order",
			`{"name":"private","type":5,"value":true},{"name":"symmetry","type":4,"value":7},{"name":"seed","type":3,"value":"s"},
			 {"name":"palette","type":3,"value":"dusk"},{"name":"style","type":3,"value":"lace"}`,
			mandala.Options{Seed: "s", Style: mandala.Lace, Palette: "dusk", Symmetry: 7},
			true,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			i := mando(t, tt.options)
			got := Handle(i)
			want := Result{
				Job: &job.Job{
					Kind: job.Render, InteractionID: i.ID, ApplicationID: i.ApplicationID, Token: i.Token,
					Options: tt.want.Complete(), Locale: "en-US", Ephemeral: tt.private,
				},
				Response: discordapi.Deferred(tt.private),
			}
			if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b discordapi.Token) bool { return a == b })); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if err := got.Job.Options.Validate(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestBadOptionsAreRefusedWithWhatIsPossible(t *testing.T) {
	t.Parallel()
	const (
		seed     = "`seed` is a text of up to 64 characters."
		style    = "`style` is one of these: Lotus, Lace, Stained glass, Star, Origami, Petals."
		palette  = "`palette` is one of these: Surprise, Line art, Amethyst"
		symmetry = "`symmetry` is a whole number from 3 to 24."
		private  = "`private` is either true or false."
		unknown  = "`/mando` has no such option. It has `seed`, `style`, `palette`, `symmetry`, `private`."
		repeated = "Please give each option once"
	)
	for _, tt := range []struct{ name, options, want string }{
		{"a seed of 65 characters", `{"name":"seed","type":3,"value":"` + strings.Repeat("x", 65) + `"}`, seed},
		{"a seed of 6,000 characters", `{"name":"seed","type":3,"value":"` + strings.Repeat("ش", 6000) + `"}`, seed},
		{"a seed that is a number", `{"name":"seed","type":3,"value":5}`, seed},
		{"a seed sent as an integer", `{"name":"seed","type":4,"value":5}`, seed},
		{"a seed that is null", `{"name":"seed","type":3,"value":null}`, seed},
		{"a seed without a value", `{"name":"seed","type":3}`, seed},
		{"a seed that is a list", `{"name":"seed","type":3,"value":["a"]}`, seed},
		{"an unknown style", `{"name":"style","type":3,"value":"cubism"}`, style},
		{"an empty style", `{"name":"style","type":3,"value":""}`, style},
		{"a style that is a boolean", `{"name":"style","type":3,"value":true}`, style},
		{"a style of 6,000 characters", `{"name":"style","type":3,"value":"` + strings.Repeat("a", 6000) + `"}`, style},
		{"an unknown palette", `{"name":"palette","type":3,"value":"@everyone"}`, palette},
		{"an empty palette", `{"name":"palette","type":3,"value":" "}`, palette},
		{"a palette that is an object", `{"name":"palette","type":3,"value":{}}`, palette},
		{"a symmetry of 2", `{"name":"symmetry","type":4,"value":2}`, symmetry},
		{"a symmetry of 25", `{"name":"symmetry","type":4,"value":25}`, symmetry},
		{"a symmetry of 0, which would mean any", `{"name":"symmetry","type":4,"value":0}`, symmetry},
		{"a symmetry below 0", `{"name":"symmetry","type":4,"value":-8}`, symmetry},
		{"half a symmetry", `{"name":"symmetry","type":4,"value":7.5}`, symmetry},
		{"a symmetry as a text", `{"name":"symmetry","type":4,"value":"12"}`, symmetry},
		{"a symmetry of NaN", `{"name":"symmetry","type":4,"value":"NaN"}`, symmetry},
		{"a symmetry of 1e308", `{"name":"symmetry","type":4,"value":1e308}`, symmetry},
		{"a symmetry beyond 64 bits", `{"name":"symmetry","type":4,"value":99999999999999999999}`, symmetry},
		{"a symmetry sent as a number", `{"name":"symmetry","type":10,"value":12}`, symmetry},
		{"a symmetry sent as a text", `{"name":"symmetry","type":3,"value":12}`, symmetry},
		{"private as a text", `{"name":"private","type":5,"value":"true"}`, private},
		{"private as a number", `{"name":"private","type":5,"value":1}`, private},
		{"private without a value", `{"name":"private","type":5}`, private},
		{"an option that there is not", `{"name":"size","type":4,"value":4096}`, unknown},
		{"an option in another case", `{"name":"Seed","type":3,"value":"a"}`, unknown},
		{"an option without a name", `{"type":3,"value":"a"}`, unknown},
		{"a subcommand", `{"name":"draw","type":1,"options":[]}`, unknown},
		{"an option twice", `{"name":"seed","type":3,"value":"a"},{"name":"seed","type":3,"value":"a"}`, repeated},
		{"a good option before a bad one", `{"name":"seed","type":3,"value":"a"},{"name":"symmetry","type":4,"value":99}`, symmetry},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := refusal(t, Handle(mando(t, tt.options))); !strings.HasPrefix(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOtherInteractionsAreRefusedPolitely(t *testing.T) {
	t.Parallel()
	const onlyMando = "I know one command only: `/mando`."
	for _, tt := range []struct {
		name string
		kind discordapi.InteractionType
		data string
		want string
	}{
		{"another command", discordapi.InteractionCommand, `{"name":"mandala","type":1}`, onlyMando},
		{"a command on a message with our name", discordapi.InteractionCommand, `{"name":"mando","type":3}`, onlyMando},
		{"a command without anything", discordapi.InteractionCommand, `{}`, onlyMando},
		{"a form", discordapi.InteractionModal, `{"custom_id":"x"}`, "I do not know this form."},
		{"a type of the future", 99, `{}`, onlyMando},
		{"a type of the future without data", 6, `null`, onlyMando},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := refusal(t, Handle(interaction(t, tt.kind, tt.data))); !strings.HasPrefix(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRefusalsAreInTheUsersLanguage(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"de":     "`symmetrie` ist eine ganze Zahl von 3 bis 24.",
		"en-GB":  "`symmetry` is a whole number from 3 to 24.",
		"en-US":  "`symmetry` is a whole number from 3 to 24.",
		"es-419": "`simetría` es un número entero de 3 a 24.",
		"es-ES":  "`simetría` es un número entero de 3 a 24.",
		"fr":     "`symétrie` est un nombre entier de 3 à 24.",
		"it":     "`simmetria` è un numero intero da 3 a 24.",
		"ja":     "`対称` は3から24までの整数です。",
		"ko":     "`대칭`: 3부터 24까지의 정수를 입력해 주세요.",
		"nl":     "`symmetrie` is een geheel getal van 3 tot en met 24.",
		"pl":     "`symetria` to liczba całkowita od 3 do 24.",
		"pt-BR":  "`simetria` é um número inteiro de 3 a 24.",
		"zh-CN":  "`对称` 是 3 到 24 之间的整数。",
		"fi":     "`symmetry` is a whole number from 3 to 24.",
		"":       "`symmetry` is a whole number from 3 to 24.",
	}
	for locale, text := range want {
		i := mando(t, `{"name":"symmetry","type":4,"value":1000}`)
		i.Locale = locale
		if got := refusal(t, Handle(i)); got != text {
			t.Errorf("%s: got %q", locale, got)
		}
	}
}

func TestEveryRefusalFitsAMessageInEveryLanguage(t *testing.T) {
	t.Parallel()
	bad := []string{
		`{"name":"seed","type":3}`, `{"name":"style","type":3}`, `{"name":"palette","type":3}`,
		`{"name":"symmetry","type":4}`, `{"name":"private","type":5}`, `{"name":"size","type":4}`,
	}
	for locale := range languages {
		for _, options := range bad {
			i := mando(t, options)
			i.Locale = locale
			refusal(t, Handle(i))
		}
	}
}

func TestABotThatMayNotAttachFilesSaysSo(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name        string
		permissions *discordapi.Permissions
		want        bool
	}{
		{"Attach Files is there", new(discordapi.PermissionAttachFiles), true},
		{"an administrator has it", new(discordapi.PermissionAdministrator), true},
		{"all but Attach Files", new(^(discordapi.PermissionAttachFiles | discordapi.PermissionAdministrator)), false},
		{"nothing at all", new(discordapi.Permissions(0)), false},
		{"Discord does not say", nil, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			i := mando(t, ``)
			i.AppPermissions = tt.permissions
			got := Handle(i)
			if tt.want != (got.Job != nil) {
				t.Fatalf("got %+v", got)
			}
			if !tt.want && !strings.HasPrefix(refusal(t, got), "I may not attach files here") {
				t.Errorf("got %+v", got.Response.Message)
			}
		})
	}
}

func TestHandleIsPure(t *testing.T) {
	t.Parallel()
	i := mando(t, `{"name":"palette","type":3,"value":"dusk"}`)
	before, err := json.Marshal(i)
	if err != nil {
		t.Fatal(err)
	}
	first, second := Handle(i), Handle(i)
	if first.Job.Options != second.Job.Options {
		t.Errorf("%+v, then %+v", first.Job.Options, second.Job.Options)
	}
	if after, _ := json.Marshal(i); string(after) != string(before) {
		t.Errorf("the interaction became %s", after)
	}
}
