package local

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"github.com/fsouza/fake-gcs-server/fakestorage"
	"go.uber.org/goleak"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/mandobot/mando/cmd/mando/internal/local/push"
	"github.com/mandobot/mando/internal/command"
	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
	"github.com/mandobot/mando/internal/mandala"
)

// binDir is where the tests build the functions, once for all of them.
var binDir string

func TestMain(m *testing.M) {
	os.Exit(runTests(m))
}

func runTests(m *testing.M) int {
	var err error
	if binDir, err = os.MkdirTemp("", "mando-functions-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(binDir)
	status := m.Run()
	http.DefaultClient.CloseIdleConnections()
	err = goleak.Find(
		// A worker of the metrics library that the cloud clients bring along.
		goleak.IgnoreTopFunction("go.opencensus.io/stats/view.(*worker).start"),
		// It looks whether its stream has ended only every 30 s.
		goleak.IgnoreTopFunction("cloud.google.com/go/pubsub/v2.(*messageIterator).streamKeepAliveHandler"),
	)
	if status == 0 && err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return status
}

var buildFunctions = sync.OnceValues(func() (Binaries, error) {
	root, err := FindRoot(".")
	if err != nil {
		return Binaries{}, err
	}
	return Build(context.Background(), root, binDir)
})

// startTestStack starts a stack of the real functions; its output is shown if
// the test fails.
func startTestStack(t *testing.T, config Config) *Stack {
	t.Helper()
	stack, err := startStack(t, config)
	if err != nil {
		t.Fatal(err)
	}
	return stack
}

func startStack(t *testing.T, config Config) (*Stack, error) {
	t.Helper()
	if config.PubSub == Emulator {
		if _, err := findEmulator(t.Context()); err != nil {
			t.Skip(err)
		}
	}
	if config.Binaries == nil {
		binaries, err := buildFunctions()
		if err != nil {
			t.Fatal(err)
		}
		config.Binaries = &binaries
	}
	output := &bytes.Buffer{}
	config.Output = cmp.Or[io.Writer](config.Output, output)
	stack, err := Start(t.Context(), config)
	t.Cleanup(func() {
		if stack != nil {
			stack.Close(context.Background())
		}
		if t.Failed() {
			t.Logf("the stack said:\n%s", output)
		}
	})
	return stack, err
}

// send sends a signed command and returns what it asks for.
func send(t *testing.T, s *Stack, options ...discordapi.Option) discordtest.Payload {
	t.Helper()
	in := s.Discord().Command(discordtest.Invocation{}, command.Name, options...)
	if _, err := s.Discord().Send(t.Context(), s.Endpoint(), in); err != nil {
		t.Error(err)
	}
	return in
}

// wait waits for the message that comes of an interaction.
func wait(t *testing.T, s *Stack, in discordtest.Payload) discordtest.Message {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	message, err := s.Discord().Wait(ctx, in.ID())
	if err != nil {
		t.Error(err)
	}
	return message
}

// expected returns the picture that the interaction asks for, drawn here.
func expected(t *testing.T, in discordtest.Payload) []byte {
	t.Helper()
	body, err := in.Body()
	if err != nil {
		t.Fatal(err)
	}
	interaction, err := discordapi.DecodeInteraction(body)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := mandala.New(command.Handle(interaction).Job.Options)
	if err != nil {
		t.Fatal(err)
	}
	var png bytes.Buffer
	if err := picture.PNG(&png); err != nil {
		t.Fatal(err)
	}
	return png.Bytes()
}

// checkPicture compares the one attachment of a message with the picture that
// the interaction asks for.
func checkPicture(t *testing.T, in discordtest.Payload, message discordtest.Message) {
	t.Helper()
	if message.State != discordtest.Edited || len(message.Attachments) != 1 {
		t.Errorf("interaction %s is %s with %d attachments, want it edited with one", in.ID(), message.State, len(message.Attachments))
		return
	}
	if !bytes.Equal(message.Attachments[0].Data, expected(t, in)) {
		t.Errorf("interaction %s shows another picture than it asks for", in.ID())
	}
}

// kill ends a process that cannot do anything about it.
func kill(t *testing.T, pid int) {
	t.Helper()
	process, err := os.FindProcess(pid)
	if err == nil {
		err = process.Kill()
	}
	if err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Error(err)
	}
}

func fetch(t *testing.T, url string) (int, http.Header, []byte) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, body
}

func TestACommandEndsInItsPicture(t *testing.T) {
	t.Parallel()
	for _, kind := range []PubSub{Embedded, Emulator} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			s := startTestStack(t, Config{PubSub: kind})
			chosen := []discordapi.Option{
				discordtest.Option("seed", "moon"), discordtest.Option("style", string(mandala.Styles()[0])), discordtest.Option("symmetry", 7),
			}
			for _, options := range [][]discordapi.Option{nil, chosen} {
				in := send(t, s, options...)
				checkPicture(t, in, wait(t, s, in))
			}
		})
	}
}

func TestAnEmulatorThatRunsAlreadyIsUsedAndLeftClean(t *testing.T) {
	t.Parallel()
	owner := startTestStack(t, Config{PubSub: Emulator})
	host := owner.queue.host
	for range 2 { // the second stack takes the place of the first
		s := startTestStack(t, Config{PubSub: Emulator, Emulator: host})
		in := send(t, s)
		checkPicture(t, in, wait(t, s, in))
		s.Close(context.Background())
	}
	_, err := owner.queue.client.SubscriptionAdminClient.GetSubscription(t.Context(), &pubsubpb.GetSubscriptionRequest{Subscription: rendersName})
	if status.Code(err) != codes.NotFound {
		t.Errorf("the push subscription is left: %v", err)
	}
}

func TestAnEmulatorThatIsNotThereIsAnError(t *testing.T) {
	t.Parallel()
	_, err := startStack(t, Config{PubSub: Emulator, Emulator: "127.0.0.1:1"})
	if err == nil || !strings.HasSuffix(err.Error(), "unset the variable to have one started") {
		t.Errorf("Start = %v", err)
	}
}

func TestAForgedCommandIsRefused(t *testing.T) {
	t.Parallel()
	s := startTestStack(t, Config{})
	body, err := s.Discord().Command(discordtest.Invocation{}, command.Name).Body()
	if err != nil {
		t.Fatal(err)
	}
	ack, err := s.Discord().Post(t.Context(), s.Endpoint(), body, s.Discord().Sign([]byte("another body"), time.Now()))
	if err != nil || ack.Status != http.StatusUnauthorized {
		t.Errorf("answered %d, %v, want 401", ack.Status, err)
	}
	if status, _, _ := fetch(t, s.Endpoint()); status != http.StatusMethodNotAllowed {
		t.Errorf("GET was answered with %d, want the receiver's 405", status)
	}
}

// TestAKilledRendererLosesNoJob kills the renderer while it calls Discord for
// the first jobs of many, and again once some are done.
func TestAKilledRendererLosesNoJob(t *testing.T) {
	t.Parallel()
	for _, kind := range []PubSub{Embedded, Emulator} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			s := startTestStack(t, Config{PubSub: kind})
			calls := make(chan struct{}, 1000)
			s.Discord().Fail(func(discordtest.Call) *discordtest.Fault {
				calls <- struct{}{}
				return discordtest.SlowHeaders(50 * time.Millisecond)
			})
			jobs := make([]discordtest.Payload, 12)
			var sending sync.WaitGroup
			for i := range jobs {
				sending.Go(func() { jobs[i] = send(t, s) })
			}
			killed := 0
			for _, after := range []int{1, 4} {
				for range after {
					<-calls
				}
				if pid := s.Renderer().PID(); pid != 0 {
					kill(t, pid)
					killed++
				}
			}
			if killed == 0 {
				t.Error("the renderer was never killed")
			}
			sending.Wait()
			for _, in := range jobs {
				checkPicture(t, in, wait(t, s, in))
			}
		})
	}
}

func TestJobsThatComeTwiceChangeNothing(t *testing.T) {
	t.Parallel()
	s := startTestStack(t, Config{Delivery: push.Config{Duplicates: push.Duplicates{Rate: 1}}})
	const commands = 5
	for range commands {
		in := send(t, s, discordtest.Option("seed", "the same"))
		checkPicture(t, in, wait(t, s, in))
		eventually(t, "a second edit", func() bool {
			m, _ := s.Discord().Message(in.ID())
			return m.Edits == 2
		})
		m, _ := s.Discord().Message(in.ID())
		checkPicture(t, in, m)
	}
	stored, err := s.bucket.storage.ListObjectsWithOptionsPaginated(bucketName, fakestorage.ListOptions{})
	if err != nil || len(stored.Objects) != 1 {
		t.Errorf("%d objects, %v, want one for the one picture", len(stored.Objects), err)
	}
}

func TestALinkedPictureIsReadThroughTheFront(t *testing.T) {
	t.Parallel()
	s := startTestStack(t, Config{Env: []string{"PICTURE_DELIVERY=link"}})
	in := send(t, s)
	message := wait(t, s, in)
	shown := pictures(message)
	if len(message.Attachments) != 0 || len(shown) != 1 || !strings.HasPrefix(shown[0].URL, s.URL()+"/bucket/") {
		t.Fatalf("attachments %v, pictures %v, want one picture behind the front", message.Attachments, shown)
	}
	status, header, body := fetch(t, shown[0].URL)
	if status != http.StatusOK || header.Get("Content-Type") != "image/png" || !bytes.Equal(body, expected(t, in)) {
		t.Errorf("the bucket answers %d with %d bytes of %s", status, len(body), header.Get("Content-Type"))
	}
}

func TestAFunctionThatDoesNotStartIsReportedWithItsWords(t *testing.T) {
	t.Parallel()
	_, err := startStack(t, Config{Env: []string{"PICTURE_DELIVERY=pigeon"}})
	if err == nil {
		t.Fatal("the stack started")
	}
	for _, want := range []string{"starting the renderer", `PICTURE_DELIVERY is "pigeon"`, "mend that and try again"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("Start = %v, want %q in it", err, want)
		}
	}
}

func TestAFunctionThatKeepsCrashingFailsTheStack(t *testing.T) {
	t.Parallel()
	binaries, err := buildFunctions()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(binaries.Renderer)
	if err != nil {
		t.Fatal(err)
	}
	binaries.Renderer = filepath.Join(t.TempDir(), "renderer")
	if err := os.WriteFile(binaries.Renderer, program, 0o700); err != nil {
		t.Fatal(err)
	}
	s := startTestStack(t, Config{Binaries: &binaries})
	if err := os.Remove(binaries.Renderer); err != nil {
		t.Fatal(err)
	}
	kill(t, s.Renderer().PID())
	select {
	case err := <-s.Failed():
		if !strings.Contains(err.Error(), "the renderer crashed 5 times") || !strings.HasSuffix(err.Error(), "start the stack again") {
			t.Errorf("failed with %v", err)
		}
	case <-time.After(30 * time.Second):
		t.Error("the stack did not fail")
	}
}

// TestClosingCutsOffAJobThatHangs shows that the renderer ends by itself, with
// its line about the job, and is not killed.
func TestClosingCutsOffAJobThatHangs(t *testing.T) {
	t.Parallel()
	var output bytes.Buffer
	s := startTestStack(t, Config{Output: &output})
	calls := make(chan struct{}, 100)
	s.Discord().Fail(func(discordtest.Call) *discordtest.Fault {
		calls <- struct{}{}
		return discordtest.SlowHeaders(time.Hour)
	})
	in := send(t, s)
	<-calls
	s.Close(context.Background())
	if want := "delivery interaction=" + string(in.ID()); !strings.Contains(output.String(), want) {
		t.Errorf("the stack did not say %q:\n%s", want, output.String())
	}
}

func TestATakenAddressIsAnError(t *testing.T) {
	t.Parallel()
	s := startTestStack(t, Config{})
	_, err := startStack(t, Config{Addr: strings.TrimPrefix(s.URL(), "http://")})
	if err == nil || !strings.Contains(err.Error(), "address already in use") {
		t.Errorf("Start = %v", err)
	}
}

func TestAnUnknownPubSubIsAnError(t *testing.T) {
	t.Parallel()
	_, err := startStack(t, Config{PubSub: "kafka"})
	if err == nil || !strings.Contains(err.Error(), "choose embedded or emulator") {
		t.Errorf("Start = %v", err)
	}
}
