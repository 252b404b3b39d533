package main

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/mandobot/mando/cmd/mando/internal/capacity"
)

var updateDocs = flag.Bool("update-docs", false, "rewrite the figures of docs/capacity.md")

// figures are the two tables of docs/capacity.md.
func figures(t *testing.T) (first, hundred string) {
	t.Helper()
	var table strings.Builder
	table.WriteString("| commands a second | receiver, renderer instances | first at its limit | USD a month | USD for 1,000 commands |\n|---:|---|---|---:|---:|\n")
	for _, rate := range []float64{10, 100, 1_000, 10_000} {
		p := capacity.For(rate, capacity.Measured())
		used := map[string]float64{}
		var reached []string
		for _, n := range p.Needs {
			used[n.What] = n.Used
			if n.Used >= n.Limit {
				reached = append(reached, "**"+n.What+"**")
			}
		}
		if len(reached) == 0 {
			reached = []string{fmt.Sprintf("%s, used to %.0f %%", p.First().What, 100*rate/p.First().Saturated)}
		}
		fmt.Fprintf(&table, "| %s | %s, %s | %s | %s | %s |\n",
			amount(rate), amount(used["receiver instances"]), amount(used["renderer instances"]),
			strings.Join(reached, ", then "), amount(p.Dollar), dollars(p.Dollar/(rate*capacity.Month.Seconds())*1000))
	}
	var out, problems strings.Builder
	if status := run(t.Context(), []string{"capacity", "--commands-per-second", "100"}, nil, &out, &problems); status != 0 {
		t.Fatalf("status %d: %s", status, problems.String())
	}
	return table.String(), "```\n" + out.String() + "```\n"
}

func TestTheDocumentHasTheFiguresOfTheCommand(t *testing.T) {
	t.Parallel()
	const file = "../../docs/capacity.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	table, hundred := figures(t)
	want := string(text)
	for name, figure := range map[string]string{"rates": table, "hundred": hundred} {
		place := regexp.MustCompile(`(?s)(<!-- ` + name + ` -->\n).*?(<!-- end -->)`)
		if !place.MatchString(want) {
			t.Fatalf("%s has no place for %s", file, name)
		}
		want = place.ReplaceAllString(want, "${1}"+figure+"${2}")
	}
	if *updateDocs {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(text) {
		t.Errorf("%s is behind the command: `go test ./cmd/mando -run Figures -update-docs` writes it", file)
	}
}

func TestNumbersAreWrittenForPeople(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64]string{0: "0", 0.0587: "0.0587", 1.5: "1.5", 99.94: "99.9", 999.6: "1,000", 12345: "12,300", 5.26e9: "5,260,000,000"} {
		if got := amount(x); got != want {
			t.Errorf("amount(%g) = %s, want %s", x, got, want)
		}
	}
	if got := dollars(532518.238); got != "532,518.24" {
		t.Errorf("dollars = %s", got)
	}
}

func TestARateThatIsNoneIsAMistakeInUse(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{},
		{"--commands-per-second", "-1"},
		{"--commands-per-second", "NaN"},
		{"--commands-per-second", "many"},
		{"--commands-per-second", "1", "--discord", "0s"},
		{"--commands-per-second", "1", "--publish", "2m"},
	} {
		var out, problems strings.Builder
		if status := run(t.Context(), append([]string{"capacity"}, args...), nil, &out, &problems); status != 2 || out.Len() > 0 {
			t.Errorf("%q: status %d and %q, want 2 and no figures", args, status, out.String())
		}
	}
}
