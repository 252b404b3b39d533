package discordapi_test

import (
	"encoding/json"
	"fmt"

	"github.com/mandobot/mando/internal/discordapi"
)

func ExampleToken() {
	token := discordapi.NewToken("aW50ZXJhY3Rpb24")
	fmt.Printf("%v %q %x %d\n", token, token, token, token)
	fmt.Println(token.Reveal())
	// Output:
	// [token] [token] [token] [token]
	// aW50ZXJhY3Rpb24
}

func ExampleReply() {
	answer := discordapi.Reply(discordapi.Message{Content: "Hello @everyone"}, true)
	body, _ := json.Marshal(answer)
	fmt.Println(string(body))
	// Output:
	// {"type":4,"data":{"content":"Hello @everyone","allowed_mentions":{"parse":[]},"flags":64}}
}
