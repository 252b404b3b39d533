package capacity

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"testing"
	"testing/quick"
	"time"
)

func TestTheFirstLimitIsNamed(t *testing.T) {
	t.Parallel()
	for rate, test := range map[float64]struct {
		first   string
		reached int // how many limits are reached
	}{
		10:     {"new objects in the bucket", 0},
		100:    {"new objects in the bucket", 0},
		1_000:  {"new objects in the bucket", 1},
		10_000: {"new objects in the bucket", 3}, // and both functions' instances
	} {
		p := For(rate, Measured())
		reached := 0
		for _, n := range p.Needs {
			if n.Used >= n.Limit {
				reached++
			}
		}
		if p.First().What != test.first || reached != test.reached {
			t.Errorf("%g/s: first %s, %d limits reached, want %s and %d", rate, p.First().What, reached, test.first, test.reached)
		}
	}
}

func TestTheSlowerFunctionComesFirstWhereItIsTheLimit(t *testing.T) {
	t.Parallel()
	l := Measured()
	l.Renderer.MaxInstances = 2
	if first := For(10, l).First(); first.What != "renderer instances" {
		t.Errorf("first %s, want the renderer's two instances", first.What)
	}
}

func TestInstancesFollowCPUOrConcurrency(t *testing.T) {
	t.Parallel()
	for rule, test := range map[string]struct {
		s    Service
		want float64 // for 100 a second
	}{
		// 100/s x 0.012 s = 1.2 CPUs, at 60 % two instances.
		"busy instances are bound by their CPU": {Service{CPU: 12 * time.Millisecond, Concurrency: 1000}, 2},
		// 100/s x 0.59 s = 59 at once, at 60 % of 20 five instances.
		"waiting ones by their concurrency": {Service{CPU: time.Microsecond, Wait: 590 * time.Millisecond, Concurrency: 20}, 5},
		"there is one at least":             {Service{CPU: time.Microsecond, Concurrency: 1000}, 1},
	} {
		if got := test.s.instances(100); got != test.want {
			t.Errorf("%s: %g instances, want %g", rule, got, test.want)
		}
	}
}

func TestPricesGoInSteps(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ amount, want float64 }{
		{0, 0},
		{1, 0},
		{2, 0.12},
		{1024, 1023 * 0.12},
		{1025, 1023*0.12 + 0.11},
		{20 * 1024, 1023*0.12 + 9*1024*0.11 + 10*1024*0.08},
	} {
		if got := sendPrice.of(test.amount); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%g GiB cost %g, want %g", test.amount, got, test.want)
		}
	}
}

func TestAnIdleBotCostsNothing(t *testing.T) {
	t.Parallel()
	if p := For(0, Measured()); p.Dollar != 0 {
		t.Errorf("an idle month costs %g: %+v", p.Dollar, p.Items)
	}
}

func TestMoreCommandsNeverCostLess(t *testing.T) {
	t.Parallel()
	rises := func(a, b uint16) bool {
		low, high := float64(min(a, b))/10, float64(max(a, b))/10
		return For(low, Measured()).Dollar <= For(high, Measured()).Dollar+1e-6
	}
	if err := quick.Check(rises, nil); err != nil {
		t.Error(err)
	}
}

func TestNoMoreTimeIsBilledThanThereIs(t *testing.T) {
	t.Parallel()
	for _, rate := range []float64{0.01, 1, 100, 10_000} {
		s := Measured().Renderer
		if got, most := s.seconds(rate), s.instances(rate)*Month.Seconds(); got <= 0 || got > most {
			t.Errorf("%g/s: %g s billed, of %g s that the instances run", rate, got, most)
		}
	}
}

// The defaults are written in two places, for people who have only one of them.
func TestTheDefaultsAreTerraforms(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../../../terraform/variables.tf")
	if err != nil {
		t.Fatal(err)
	}
	l := Measured()
	for name, want := range map[string]int{
		"receiver_concurrency": l.Receiver.Concurrency, "receiver_max_instances": l.Receiver.MaxInstances,
		"receiver_memory_mib":  int(l.Receiver.Memory * 1024),
		"renderer_concurrency": l.Renderer.Concurrency, "renderer_max_instances": l.Renderer.MaxInstances,
		"renderer_memory_mib":    int(l.Renderer.Memory * 1024),
		"picture_retention_days": int(l.Kept.Hours() / 24),
	} {
		found := regexp.MustCompile(`(?s)variable "` + name + `" \{.*?default\s+= (\d+)`).FindSubmatch(text)
		if found == nil || string(found[1]) != strconv.Itoa(want) {
			t.Errorf("%s: %d here, %s in terraform/variables.tf", name, want, found[1])
		}
	}
}
