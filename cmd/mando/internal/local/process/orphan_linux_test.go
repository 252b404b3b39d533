package process

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// keep is a program that keeps a server running and is itself killed: it prints
// the server's process id and waits.
func keep(address string) {
	p, err := Start(context.Background(), Config{
		Args:    []string{os.Args[0]},
		Env:     append(os.Environ(), "KEEP=", "SERVE="+address),
		Address: address,
	})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(p.PID())
	select {}
}

func TestTheServerDiesWithTheProgramThatKeepsIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	keeper := exec.Command(os.Args[0])
	keeper.Env = append(os.Environ(), "KEEP="+b.config.Address)
	out, err := keeper.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := keeper.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatalf("the keeper said %q", line)
	}
	if got := b.get("/"); got != strconv.Itoa(pid) {
		t.Fatalf("the server answered %q, want its process id %d", got, pid)
	}
	if err := keeper.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = keeper.Wait()
	eventually(t, "the server is gone", func() bool { return b.get("/") == "" })
}
