// Package process runs a server as a process of its own beside this one and
// keeps it running.
//
// [Start] returns once the server accepts connections, or reports its last words
// if it exits before. A server that crashes later is started again; one that
// crashes five times in ten seconds is given up. [Process.Stop] asks with
// SIGTERM and insists with SIGKILL.
//
// The process leads a process group of its own, so that a Ctrl-C in the terminal
// reaches only this program, which then stops the others in order. On Linux it
// dies with this program, however that dies.
package process

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os/exec"
	"runtime"
	"sync"
	"time"
)

const (
	maxCrashes  = 5                // crashes within crashWindow that end it
	crashWindow = 10 * time.Second // and how far back they count
	crashPause  = 100 * time.Millisecond
)

// Config says what to run. Args and Address are required.
type Config struct {
	Name     string        // for errors, default the program's path
	Args     []string      // the program and its arguments
	Env      []string      // the whole environment
	Dir      string        // working folder, default this one
	Address  string        // host:port where the server listens once it is ready
	Output   io.Writer     // takes its standard output and error, default nowhere
	Crashed  func(error)   // called before each restart with how it ended, default nothing
	Patience time.Duration // to wait until the server is ready, default 30 s
	Grace    time.Duration // between SIGTERM and SIGKILL, default 10 s
}

// Process is a server that is kept running. It is safe for concurrent use.
type Process struct {
	config Config
	words  *lastWords
	stop   chan struct{} // closed by Stop
	done   chan struct{} // closed when nothing runs any more

	mu       sync.Mutex
	ready    bool // was once
	stopping bool
	cmd      *exec.Cmd // nil while nothing runs
	err      error
}

// Start starts the server and waits until it is ready. The context bounds the
// start only.
func Start(ctx context.Context, config Config) (*Process, error) {
	if config.Name == "" {
		config.Name = config.Args[0]
	}
	if config.Crashed == nil {
		config.Crashed = func(error) {}
	}
	if config.Patience == 0 {
		config.Patience = 30 * time.Second
	}
	if config.Grace == 0 {
		config.Grace = 10 * time.Second
	}
	p := &Process{
		config: config,
		words:  &lastWords{next: config.Output},
		stop:   make(chan struct{}),
		done:   make(chan struct{}),
	}
	go p.run()
	if err := p.awaitReady(ctx); err != nil {
		stopped, cancel := context.WithCancel(context.Background())
		cancel()
		p.Stop(stopped)
		return nil, fmt.Errorf("starting %s: %w", config.Name, err)
	}
	return p, nil
}

// awaitReady waits until the server accepts connections.
func (p *Process) awaitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, p.config.Patience,
		fmt.Errorf("it does not listen on %s after %v", p.config.Address, p.config.Patience))
	defer cancel()
	for {
		conn, err := (&net.Dialer{Timeout: time.Second}).DialContext(ctx, "tcp", p.config.Address)
		if err == nil {
			p.setReady()
			return conn.Close()
		}
		select {
		case <-p.done:
			return p.Err()
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// run launches the server again and again until it is told to stop or the
// server is given up: because it ended before it was ever ready, or because it
// crashes too often.
func (p *Process) run() {
	defer close(p.done)
	// The kernel kills the children when the thread that made them ends: keep it.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var crashes []time.Time
	for {
		err := p.once()
		if p.isStopping() {
			return
		}
		if !p.isReady() {
			p.giveUp(p.words.after(err))
			return
		}
		now := time.Now()
		for len(crashes) > 0 && now.Sub(crashes[0]) > crashWindow {
			crashes = crashes[1:]
		}
		if crashes = append(crashes, now); len(crashes) >= maxCrashes {
			p.giveUp(fmt.Errorf("%s crashed %d times in %v, last: %w", p.config.Name, maxCrashes, crashWindow, p.words.after(err)))
			return
		}
		p.config.Crashed(err)
		select {
		case <-p.stop:
			return
		case <-time.After(time.Duration(len(crashes)-1) * crashPause):
		}
	}
}

// once runs the server until it ends and says how that came.
func (p *Process) once() error {
	p.words.reset()
	cmd, err := p.launch()
	if err != nil {
		return err
	}
	err = cmd.Wait()
	p.mu.Lock()
	p.cmd = nil
	p.mu.Unlock()
	if err == nil {
		return errors.New("it exited")
	}
	return err
}

var errStopped = errors.New("it was stopped")

func (p *Process) launch() (*exec.Cmd, error) {
	cmd := exec.Command(p.config.Args[0], p.config.Args[1:]...)
	cmd.Env = p.config.Env
	cmd.Dir = p.config.Dir
	cmd.Stdout, cmd.Stderr = p.words, p.words
	// A grandchild that keeps the pipe open must not keep Wait from returning.
	cmd.WaitDelay = time.Second
	separate(cmd)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stopping {
		return nil, errStopped
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p.cmd = cmd
	return cmd, nil
}

func (p *Process) giveUp(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.err = err
}

func (p *Process) isStopping() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stopping
}

func (p *Process) isReady() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ready
}

func (p *Process) setReady() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ready = true
}

// Done is closed when the server runs no more: it was stopped or given up.
func (p *Process) Done() <-chan struct{} { return p.done }

// Err returns why the server was given up, and nil before that or if it was
// stopped.
func (p *Process) Err() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}

// PID returns the process id of the server that runs now, and 0 while none does.
func (p *Process) PID() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == nil {
		return 0
	}
	return p.cmd.Process.Pid
}

// Stop ends the server and returns when it is gone. It is asked to end itself
// and killed after the grace, or at once when ctx is done.
func (p *Process) Stop(ctx context.Context) {
	p.mu.Lock()
	if !p.stopping {
		p.stopping = true
		close(p.stop)
		p.signal(terminate)
	}
	p.mu.Unlock()
	select {
	case <-p.done:
		return
	case <-ctx.Done():
	case <-time.After(p.config.Grace):
	}
	p.mu.Lock()
	p.signal(kill)
	p.mu.Unlock()
	<-p.done
}

// signal sends to the server that runs, if any; the caller holds the lock.
func (p *Process) signal(send func(*exec.Cmd)) {
	if p.cmd != nil {
		send(p.cmd)
	}
}
