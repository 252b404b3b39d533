package discordtest_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

func definition() discordapi.ApplicationCommand {
	least, most, length := 3.0, 24.0, 64
	return discordapi.ApplicationCommand{
		Type: discordapi.CommandChatInput, Name: "mando", Description: "Draws a mandala.",
		DescriptionLocalizations: map[string]string{"de": "Zeichnet ein Mandala.", "ja": "曼荼羅を描きます。"},
		Options: []discordapi.CommandOption{
			{Type: discordapi.OptionString, Name: "seed", Description: "Any text", MaxLength: &length},
			{Type: discordapi.OptionString, Name: "style", Description: "How it is drawn", Choices: []discordapi.Choice{
				{Name: "Lotus", Value: "lotus", NameLocalizations: map[string]string{"de": "Lotos"}}, {Name: "Lace", Value: "lace"},
			}},
			{Type: discordapi.OptionString, Name: "palette", Description: "Colours", Autocomplete: true},
			{Type: discordapi.OptionInteger, Name: "symmetry", Description: "How often it repeats", MinValue: &least, MaxValue: &most},
			{Type: discordapi.OptionBoolean, Name: "private", Description: "Only you see it"},
		},
		IntegrationTypes: []int{discordapi.InstallGuild, discordapi.InstallUser},
		Contexts:         []int{discordapi.ContextGuild, discordapi.ContextBotDM, discordapi.ContextPrivateChannel},
	}
}

func TestRegisteringCommands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Pong())
	ctx, app := context.Background(), w.ApplicationID()
	auth, err := w.client.ClientCredentials(ctx, app, w.ClientSecret(), discordapi.ScopeCommandsUpdate)
	if err != nil {
		t.Fatal(err)
	}
	first, err := w.client.OverwriteCommands(ctx, auth, app, "", []discordapi.ApplicationCommand{definition()})
	if err != nil || len(first) != 1 || first[0].ID == "" {
		t.Fatalf("got %+v, %v", first, err)
	}
	read, err := w.client.Commands(ctx, auth, app, "")
	if err != nil || len(read) != 1 || read[0].ID != first[0].ID {
		t.Fatalf("got %+v, %v", read, err)
	}
	if read[0].DescriptionLocalizations["de"] == "" || len(read[0].Options) != 5 || *read[0].Options[3].MaxValue != 24 {
		t.Errorf("read back %+v", read[0])
	}
	second, err := w.client.OverwriteCommands(ctx, discordapi.BotAuth(w.BotToken()), app, "", []discordapi.ApplicationCommand{definition()})
	if err != nil || second[0].ID != first[0].ID {
		t.Errorf("registering again gave another id: %+v, %v", second, err)
	}
	if there, err := w.client.Commands(ctx, auth, app, "1234"); err != nil || len(there) != 0 {
		t.Errorf("a guild has %+v, %v", there, err)
	}
	if rest, err := w.client.OverwriteCommands(ctx, auth, app, "", nil); err != nil || len(rest) != 0 {
		t.Errorf("after removing all there are %+v, %v", rest, err)
	}
}

func TestDefinitionsAreJudged(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		change  func(*discordapi.ApplicationCommand)
		problem string
	}{
		"a name in capitals":           {func(c *discordapi.ApplicationCommand) { c.Name = "Mando" }, "name must be 1 to 32"},
		"a name with a space":          {func(c *discordapi.ApplicationCommand) { c.Name = "man do" }, "name must be 1 to 32"},
		"no description":               {func(c *discordapi.ApplicationCommand) { c.Description = "" }, "description is required"},
		"a long description":           {func(c *discordapi.ApplicationCommand) { c.Description = strings.Repeat("x", 101) }, "must be 100"},
		"an unknown locale":            {func(c *discordapi.ApplicationCommand) { c.DescriptionLocalizations["de-DE"] = "x" }, "is no locale"},
		"an option twice":              {func(c *discordapi.ApplicationCommand) { c.Options[1].Name = "seed" }, "used twice"},
		"a late required option":       {func(c *discordapi.ApplicationCommand) { c.Options[1].Required = true }, "must come before"},
		"a length on a number":         {func(c *discordapi.ApplicationCommand) { c.Options[3].MaxLength = new(int) }, "for strings only"},
		"a maximum on a text":          {func(c *discordapi.ApplicationCommand) { c.Options[0].MaxValue = new(float64) }, "for numbers only"},
		"choices with autocomplete":    {func(c *discordapi.ApplicationCommand) { c.Options[1].Autocomplete = true }, "cannot be there with choices"},
		"a choice twice":               {func(c *discordapi.ApplicationCommand) { c.Options[1].Choices[1].Name = "Lotus" }, "used twice"},
		"26 choices":                   {func(c *discordapi.ApplicationCommand) { c.Options[1].Choices = make([]discordapi.Choice, 26) }, "25 or fewer"},
		"26 options":                   {func(c *discordapi.ApplicationCommand) { c.Options = make([]discordapi.CommandOption, 26) }, "options must be 25"},
		"a context twice":              {func(c *discordapi.ApplicationCommand) { c.Contexts = []int{1, 1} }, "different numbers"},
		"a context that is none":       {func(c *discordapi.ApplicationCommand) { c.Contexts = []int{3} }, "different numbers"},
		"a user command":               {func(c *discordapi.ApplicationCommand) { c.Type = 2 }, "not a slash command"},
		"over 8000 characters":         {func(c *discordapi.ApplicationCommand) { c.Options = manyOptions() }, "8000 or fewer"},
		"a localized name in capitals": {func(c *discordapi.ApplicationCommand) { c.NameLocalizations = map[string]string{"de": "Mando"} }, "name_localizations.de"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, discordtest.Config{}, discordapi.Pong())
			c := definition()
			row.change(&c)
			_, err := w.client.OverwriteCommands(context.Background(), discordapi.BotAuth(w.BotToken()), w.ApplicationID(), "", []discordapi.ApplicationCommand{c})
			wantError(t, err, 400, 50035)
			if calls := w.Calls(); !strings.Contains(calls[0].Problem, row.problem) {
				t.Errorf("the problem is %q", calls[0].Problem)
			}
		})
	}
}

// manyOptions are 25 options, each within its own limits.
func manyOptions() []discordapi.CommandOption {
	var options []discordapi.CommandOption
	for i := range 25 {
		o := discordapi.CommandOption{Type: discordapi.OptionString, Name: "o" + string(rune('a'+i)), Description: strings.Repeat("x", 100)}
		for j := range 3 {
			o.Choices = append(o.Choices, discordapi.Choice{Name: strings.Repeat(string(rune('a'+j)), 50), Value: strings.Repeat("v", 30)})
		}
		options = append(options, o)
	}
	return options
}

func TestContextsAreForGlobalCommands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Pong())
	auth, app := discordapi.BotAuth(w.BotToken()), w.ApplicationID()
	c := definition()
	_, err := w.client.OverwriteCommands(context.Background(), auth, app, "1234", []discordapi.ApplicationCommand{c})
	wantError(t, err, 400, 50035)
	c.Contexts, c.IntegrationTypes = nil, nil
	if _, err := w.client.OverwriteCommands(context.Background(), auth, app, "1234", []discordapi.ApplicationCommand{c}); err != nil {
		t.Error(err)
	}
}

func TestCredentialsAreChecked(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Pong())
	ctx, app := context.Background(), w.ApplicationID()
	wrong := discordapi.NewToken("wrong")
	_, err := w.client.ClientCredentials(ctx, app, wrong, discordapi.ScopeCommandsUpdate)
	wantError(t, err, 401, 0)
	_, err = w.client.ClientCredentials(ctx, app, w.ClientSecret(), "bot")
	wantError(t, err, 400, 0)
	identify, err := w.client.ClientCredentials(ctx, app, w.ClientSecret(), "identify")
	if err != nil {
		t.Fatal(err)
	}
	for name, auth := range map[string]discordapi.Auth{
		"none": {}, "a wrong bot token": discordapi.BotAuth(wrong), "a wrong access token": discordapi.BearerAuth(wrong),
		"a bot token as a bearer": discordapi.BearerAuth(w.BotToken()), "another scope": identify,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := w.client.Commands(ctx, auth, app, "")
			wantError(t, err, 401, 0)
			_, err = w.client.CurrentApplication(ctx, auth)
			wantError(t, err, 401, 0)
		})
	}
	_, err = w.client.Commands(ctx, discordapi.BotAuth(w.BotToken()), "1", "")
	wantError(t, err, 403, 20012)
}

func TestSettingTheEndpoint(t *testing.T) {
	t.Parallel()
	answering := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	for name, row := range map[string]struct {
		endpoint http.HandlerFunc
		problem  string
	}{
		"a bot that verifies":    {nil, ""},
		"one that takes all":     {answering(200, `{"type":1}`), "wrong signature: the endpoint answered 200"},
		"one that takes nothing": {answering(401, ``), "valid signature: the endpoint answered 401"},
		"one that defers a ping": {answering(200, `{"type":5}`), "does not answer an interaction of type 1"},
		"one that is not there":  {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "did not respond"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, discordtest.Config{}, discordapi.Pong())
			w.bot.instead = row.endpoint
			app, err := w.client.EditCurrentApplication(context.Background(), discordapi.BotAuth(w.BotToken()), "https://bot.test/")
			if row.problem == "" {
				if err != nil || app.InteractionsEndpointURL != "https://bot.test/" || w.EndpointURL() != "https://bot.test/" || app.VerifyKey != w.PublicKey() {
					t.Errorf("got %+v, %v", app, err)
				}
				return
			}
			wantError(t, err, 400, 50035)
			var failure *discordapi.Error
			if errors.As(err, &failure) && !strings.Contains(failure.Message, row.problem) {
				t.Errorf("Discord says %q", failure.Message)
			}
			if w.EndpointURL() != "" {
				t.Error("the endpoint was set all the same")
			}
		})
	}
}

func TestCurrentApplicationHasNoEndpointAtFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t, discordtest.Config{}, discordapi.Pong())
	app, err := w.client.CurrentApplication(context.Background(), discordapi.BotAuth(w.BotToken()))
	if err != nil || app.ID != w.ApplicationID() || app.VerifyKey != w.PublicKey() || app.InteractionsEndpointURL != "" {
		t.Errorf("got %+v, %v", app, err)
	}
}
