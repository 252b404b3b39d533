// Package discordapi speaks Discord's HTTP interface as a slash-command bot
// needs it: it verifies and decodes the interactions that Discord posts, builds
// the answers to them, and calls the few routes that the bot uses. It imports
// nothing but the standard library.
//
// The receiving side verifies the raw bytes first and decodes afterwards:
//
//	keys, err := discordapi.ParsePublicKeys(os.Getenv("DISCORD_PUBLIC_KEY"))
//	verifier, err := discordapi.NewVerifier(keys, 5*time.Minute)
//	...
//	if err := verifier.Verify(r.Header, body); err != nil {
//		w.WriteHeader(http.StatusUnauthorized)
//		return
//	}
//	interaction, err := discordapi.DecodeInteraction(body)
//	answer := discordapi.Deferred(false) // a Response: encode it as JSON
//
// The calling side makes one try for one call; when to try again is the
// caller's decision, for which [Error] carries what Discord said:
//
//	client := &discordapi.Client{}
//	picture := discordapi.File{Name: "mandala.png", Description: "...", Data: png}
//	_, err = client.EditOriginal(ctx, applicationID, token, message, picture)
//	var failure *discordapi.Error
//	if errors.As(err, &failure) && failure.Refused() { ... }
//
// Guarantees:
//   - A [Token] hides itself from fmt, log/slog and encoding/json, and no error
//     of this package contains one: the URL that carries it is never printed.
//   - Every message that leaves has allowed_mentions {"parse":[]}, so that no
//     text of a user can ping anybody.
//   - No redirect is followed, no body is read without a bound, and TLS and
//     signature verification have no off switch.
//
// The rules are those of Discord's API, version 10:
// https://docs.discord.com/developers/reference.
package discordapi
