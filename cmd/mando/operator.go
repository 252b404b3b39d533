package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
)

// What the operator's commands read of the environment, and of nothing else: a
// credential on a command line is in the shell's history and in ps.
const (
	envApplicationID = "DISCORD_APPLICATION_ID"
	envClientSecret  = "DISCORD_CLIENT_SECRET"
	envBotToken      = "DISCORD_BOT_TOKEN"
	envAPIURL        = "DISCORD_API_URL"
)

const portal = "https://discord.com/developers/applications"

// operatorTimeout bounds one call of Discord's API.
const operatorTimeout = 20 * time.Second

// codes of Discord's that have an advice of their own.
const (
	codeAnotherApplication = 20012
	codeDailyCreates       = 30034
	codeEntryPoint         = 50240
)

// operator calls Discord's API for whoever owns the application.
type operator struct {
	app      discordapi.Snowflake
	secret   discordapi.Token
	botToken discordapi.Token
	client   *discordapi.Client
}

// newOperator reads the environment. It fails where a variable that the command
// needs is missing, naming all that are.
func newOperator(getenv func(string) string, required ...string) (*operator, error) {
	o := &operator{
		app:      discordapi.Snowflake(strings.TrimSpace(getenv(envApplicationID))),
		secret:   discordapi.NewToken(strings.TrimSpace(getenv(envClientSecret))),
		botToken: discordapi.NewToken(strings.TrimSpace(getenv(envBotToken))),
		client:   &discordapi.Client{BaseURL: getenv(envAPIURL), HTTPClient: &http.Client{Timeout: operatorTimeout}},
	}
	var missing []string
	for _, name := range required {
		if strings.TrimSpace(getenv(name)) == "" {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("%s is not set; copy it from %s into the environment", strings.Join(missing, " and "), portal)
	}
	if _, err := o.app.Time(); o.app != "" && err != nil {
		return nil, fmt.Errorf("%s is no id; copy the number from %s", envApplicationID, portal)
	}
	return o, nil
}

// commandsAuth returns a credential for registering commands: one that can do
// nothing else where there is a client secret, or else the bot token.
func (o *operator) commandsAuth(ctx context.Context) (discordapi.Auth, error) {
	switch {
	case !o.secret.IsZero():
		auth, err := o.client.ClientCredentials(ctx, o.app, o.secret, discordapi.ScopeCommandsUpdate)
		return auth, o.advise(err)
	case !o.botToken.IsZero():
		return discordapi.BotAuth(o.botToken), nil
	}
	return discordapi.Auth{}, fmt.Errorf("neither %s nor %s is set; copy one from %s into the environment", envClientSecret, envBotToken, portal)
}

// advise adds to an error of Discord's API what to do about it.
func (o *operator) advise(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	var answer *discordapi.Error
	if !errors.As(err, &answer) {
		return fmt.Errorf("%w; see whether this machine reaches %s, and try again", err, o.apiURL())
	}
	return fmt.Errorf("%w; %s", err, o.advice(answer))
}

func (o *operator) advice(e *discordapi.Error) string {
	switch {
	case e.Code == codeEntryPoint:
		return "the application has an Entry Point command, which belongs to an activity and which registering would remove; turn activities off for it at " + portal
	case e.Code == codeDailyCreates:
		return "Discord takes 200 new commands a day; try again tomorrow"
	case e.Blocked():
		return "Discord shuts this machine's address out for a while; try again in an hour, or from another"
	case e.RateLimited():
		return fmt.Sprintf("try again in %v", (e.RetryAfter + time.Second - 1).Truncate(time.Second))
	case e.Redirect():
		return envAPIURL + " points to something else than Discord's API; unset it"
	case e.Status >= http.StatusInternalServerError:
		return "Discord has trouble, see https://discordstatus.com; try again later"
	case e.Code == codeAnotherApplication:
		return fmt.Sprintf("the credential is not that of application %s; copy both from %s", o.app, portal)
	case e.Status == http.StatusUnauthorized:
		return o.wrongCredential()
	case e.Code == discordapi.CodeMissingAccess, e.Status == http.StatusForbidden, e.Status == http.StatusNotFound:
		return fmt.Sprintf("see whether application %s is yours and is in that server: \"mando invite\" prints the link", o.app)
	}
	return "this is a fault of mando: report it with this message"
}

func (o *operator) wrongCredential() string {
	if !o.secret.IsZero() {
		return fmt.Sprintf("%s does not belong to %s; copy both from %s", envClientSecret, envApplicationID, portal)
	}
	return fmt.Sprintf("%s is wrong; copy it, or reset it, at %s", envBotToken, portal)
}

func (o *operator) apiURL() string {
	if o.client.BaseURL != "" {
		return o.client.BaseURL
	}
	return discordapi.DefaultBaseURL
}
