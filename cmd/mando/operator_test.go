package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

// TestOperatorScripts runs the operator's commands as a user types them against
// a fake of Discord of their own, whose credentials are in the environment, and
// against good and bad endpoints at $BOT.
func TestOperatorScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:   "testdata/operator",
		Setup: setUpOperator,
		Cmds:  map[string]func(*testscript.TestScript, bool, []string){"fault": faultCommand},
	})
}

func setUpOperator(env *testscript.Env) error {
	discord := discordtest.New(discordtest.Config{})
	api := httptest.NewServer(discord)
	bot := httptest.NewServer(endpoints(discord))
	env.Defer(func() { bot.Close(); api.Close(); discord.Close() })
	env.Values["discord"] = discord
	env.Setenv("BOT", bot.URL)
	env.Setenv("KEY", discord.PublicKey())
	env.Setenv("DISCORD_API_URL", api.URL+"/api/v10")
	env.Setenv("DISCORD_APPLICATION_ID", string(discord.ApplicationID()))
	env.Setenv("DISCORD_CLIENT_SECRET", discord.ClientSecret().Reveal())
	env.Setenv("TOKEN", discord.BotToken().Reveal())
	return nil
}

// endpoints are what a receiver can be like.
func endpoints(discord *discordtest.Discord) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/good", endpoint(discord, http.StatusUnauthorized))
	mux.HandleFunc("/another-key", endpoint(discordtest.New(discordtest.Config{}), http.StatusUnauthorized))
	mux.HandleFunc("/bad-request", endpoint(discord, http.StatusBadRequest))
	mux.HandleFunc("/accepts-all", endpoint(discord, http.StatusOK))
	mux.HandleFunc("/stack/signatures", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_ = json.NewEncoder(w).Encode(discord.Sign(body, time.Now()))
	})
	return mux
}

// endpoint answers pings, and wrong signatures with the given status.
func endpoint(discord *discordtest.Discord, unverified int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		keys, err := discordapi.ParsePublicKeys(discord.PublicKey())
		if err != nil {
			panic(err)
		}
		switch {
		case r.Method != http.MethodPost:
			w.WriteHeader(http.StatusMethodNotAllowed)
		case len(body) > 64<<10:
			w.WriteHeader(http.StatusRequestEntityTooLarge)
		case (&discordapi.Verifier{Keys: keys}).Verify(r.Header, body) != nil:
			w.WriteHeader(unverified)
		default:
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"type":1}`)
		}
	}
}

// faultCommand lets a call of the fake's API fail: "fault 2 rate-limit" lets two
// pass and answers the third one so.
func faultCommand(ts *testscript.TestScript, _ bool, args []string) {
	faults := map[string]*discordtest.Fault{
		"rate-limit":   discordtest.RateLimit("64.57"),
		"blocked":      discordtest.Block(),
		"entry-point":  discordtest.Answer(http.StatusBadRequest, codeEntryPoint, "You cannot remove this app's Entry Point command in a bulk update operation."),
		"daily":        discordtest.Answer(http.StatusBadRequest, codeDailyCreates, "Max number of daily application command creates has been reached."),
		"no-access":    discordtest.Answer(http.StatusForbidden, discordapi.CodeMissingAccess, "Missing Access"),
		"invalid-form": discordtest.Answer(http.StatusBadRequest, 50035, "Invalid Form Body"),
		"unavailable":  discordtest.ServerError(http.StatusServiceUnavailable),
		"redirect":     discordtest.Redirect(http.StatusFound, "https://example.com/"),
		"reset":        discordtest.Reset(),
	}
	fault := faults[args[1]]
	if fault == nil {
		ts.Fatalf("no fault is called %q", args[1])
	}
	passing := make([]*discordtest.Fault, int(args[0][0]-'0'))
	ts.Value("discord").(*discordtest.Discord).FailNext(append(passing, fault)...)
}

func TestAnEntryPointCommandIsNotOverwritten(t *testing.T) {
	t.Parallel()
	registered := []discordapi.ApplicationCommand{{Type: entryPoint, Name: "launch", Description: "Play"}}
	changed, err := printChanges(io.Discard, registered, definitions(""), "")
	if changed || err == nil || !strings.Contains(err.Error(), `the Entry Point command "launch" is in the way`) {
		t.Errorf("got %v, %v", changed, err)
	}
}
