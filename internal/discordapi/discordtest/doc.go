// Package discordtest is the part of Discord that the bot meets, made strict
// and put in one process. Tests and the stack on one machine use the same
// [Discord]: it signs interactions and posts them to the bot's endpoint as
// Discord does, and it serves the API routes that the bot calls.
//
//	discord := discordtest.New(discordtest.Config{})
//	api := httptest.NewServer(discord) // DISCORD_API_URL is api.URL + "/api/v10"
//	...                                // DISCORD_PUBLIC_KEY is discord.PublicKey()
//	in := discord.Command(discordtest.Invocation{}, "mando", discordtest.Option("seed", "moon"))
//	ack, err := discord.Send(ctx, endpoint, in)  // the answer, checked as Discord would
//	message, err := discord.Wait(ctx, in.ID())   // edited, replied or deleted
//
// What makes it useful is what it refuses. A token is known only once the
// answer to its interaction has been read, within 3 seconds and in the right
// shape: an earlier call gets 404/10015, one after 15 minutes 401/50027, one
// after the message was deleted 404/10008. Path, version, method, User-Agent,
// Content-Type, every limit of a message, the form of an upload and
// allowed_mentions are checked; what is wrong is answered as Discord answers
// it, and [Call.Problem] says it in a sentence.
//
// [Discord.Fail] makes calls fail on purpose. [Transport] serves any handler
// without a socket, so that all of it runs in testing/synctest's virtual time.
//
// It is no substitute for Discord: it knows nothing of permissions, filters
// and rate limits but what a fault makes it say, and where Discord is lenient
// (unknown keys, files that are not listed) it is not.
package discordtest
