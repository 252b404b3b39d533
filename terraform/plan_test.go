// Package terraform holds the cloud's description to what the documents say of
// it. Its tests read whole plans, which no single assertion of terraform test
// can do. check.sh makes the folder ready for them.
package terraform

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the table of roles in docs/operations.md")

// resource is one resource of a plan.
type resource struct {
	Address, Type, Name string
	Change              struct{ After map[string]any }
}

// line is one line of `terraform test -json -verbose`.
type line struct {
	Type string
	Run  string `json:"@testrun"`
	Plan *struct {
		Changes []resource `json:"resource_changes"`
	} `json:"test_plan"`
}

// plans returns the resources that each run of plans.tftest.hcl plans.
var plans = sync.OnceValues(func() (map[string][]resource, error) {
	cmd := exec.Command("terraform", "test", "-json", "-verbose", "-filter=tests/plans.tftest.hcl")
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("terraform test: %w\n%s", err, out)
	}
	found := map[string][]resource{}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 64<<20) // a plan is one line
	for lines.Scan() {
		var l line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("reading terraform test: %w", err)
		}
		if l.Plan != nil {
			found[l.Run] = l.Plan.Changes
		}
	}
	return found, lines.Err()
})

func plan(t *testing.T, run string) []resource {
	t.Helper()
	if _, err := exec.LookPath("terraform"); err != nil {
		t.Skip("terraform is not installed")
	}
	if _, err := os.Stat(".terraform/providers"); err != nil {
		t.Skip("terraform/check.sh has not made this folder ready")
	}
	all, err := plans()
	if err != nil {
		t.Fatal(err)
	}
	if len(all[run]) == 0 {
		t.Fatalf("no plan %s among %d", run, len(all))
	}
	return all[run]
}

// grant is one role given to somebody on something.
type grant struct{ who, role, on string }

// The attribute of a grant that names what it is on, by the resource's type.
var onAttribute = map[string][2]string{
	"google_artifact_registry_repository_iam_member": {"repository", "repository"},
	"google_cloud_run_v2_service_iam_member":         {"service", "name"},
	"google_project_iam_member":                      {"project", "project"},
	"google_pubsub_subscription_iam_member":          {"subscription", "subscription"},
	"google_pubsub_topic_iam_member":                 {"topic", "topic"},
	"google_storage_bucket_iam_member":               {"bucket", "bucket"},
}

// grants lists every grant of a plan, sorted.
func grants(t *testing.T, resources []resource) []grant {
	t.Helper()
	var list []grant
	for _, r := range resources {
		if !strings.Contains(r.Type, "_iam_") {
			continue
		}
		on, known := onAttribute[r.Type]
		if !known {
			t.Fatalf("%s: a grant of a kind that is not known here; _binding and _policy take away what others were granted", r.Address)
		}
		g := grant{
			who:  who(r.Change.After["member"]),
			role: fmt.Sprint(r.Change.After["role"]),
			on:   on[0] + " `" + general(r.Change.After[on[1]]) + "`",
		}
		if conditions, _ := r.Change.After["condition"].([]any); len(conditions) > 0 {
			condition := conditions[0].(map[string]any)
			g.on += ", if `" + general(condition["expression"]) + "`"
		}
		list = append(list, g)
	}
	slices.SortFunc(list, func(a, b grant) int {
		return strings.Compare(a.who+a.on+a.role, b.who+b.on+b.role)
	})
	return list
}

// general puts the reader's own project in the place of the tests'.
func general(v any) string {
	return strings.NewReplacer(
		"mando-test", "PROJECT", "123456789012", "NUMBER", "europe-west1", "REGION",
	).Replace(fmt.Sprint(v))
}

func who(member any) string {
	name := strings.TrimPrefix(fmt.Sprint(member), "serviceAccount:")
	if name == "allUsers" {
		return "everybody (`allUsers`)"
	}
	local, domain, _ := strings.Cut(name, "@")
	if strings.HasSuffix(domain, "gcp-sa-pubsub.iam.gserviceaccount.com") {
		return "Pub/Sub's service agent"
	}
	return "`" + local + "`"
}

const runbook = "../docs/operations.md"

func TestTheTableOfRolesIsThePlan(t *testing.T) {
	var table strings.Builder
	table.WriteString("| who | role | on |\n|---|---|---|\n")
	for _, g := range grants(t, plan(t, "the_default")) {
		fmt.Fprintf(&table, "| %s | `%s` | %s |\n", g.who, g.role, g.on)
	}
	text, err := os.ReadFile(runbook)
	if err != nil {
		t.Fatal(err)
	}
	between := regexp.MustCompile(`(?s)(<!-- roles: from the plan -->\n).*?(<!-- end of roles -->)`)
	want := between.ReplaceAllString(string(text), "${1}"+table.String()+"${2}")
	if !between.Match(text) {
		t.Fatalf("%s has no place for the table of roles", runbook)
	}
	if *update {
		if err := os.WriteFile(runbook, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("%s (-plan +text), `go test ./terraform -update` writes it:\n%s", runbook, diff)
	}
}

func TestNobodyButTheBuilderHasARoleOnTheProject(t *testing.T) {
	for _, run := range []string{"the_default", "everything_on"} {
		for _, g := range grants(t, plan(t, run)) {
			if strings.HasPrefix(g.on, "project") && g.who != "`mando-builder`" {
				t.Errorf("%s: %s has %s on %s", run, g.who, g.role, g.on)
			}
			if regexp.MustCompile(`roles/(owner|editor|viewer)$|[aA]dmin$`).MatchString(g.role) {
				t.Errorf("%s: %s has the broad role %s on %s", run, g.who, g.role, g.on)
			}
		}
	}
}

func TestOnlyTheReceiverAndLinkedPicturesArePublic(t *testing.T) {
	for run, want := range map[string][]string{
		"the_default":   {"service `mando-receiver`"},
		"everything_on": {"bucket `PROJECT-mando-pictures`", "service `mando-receiver`"},
	} {
		var public []string
		for _, g := range grants(t, plan(t, run)) {
			if strings.Contains(g.who, "all") {
				public = append(public, g.on)
			}
		}
		if diff := cmp.Diff(want, public); diff != "" {
			t.Errorf("%s: public (-want +got):\n%s", run, diff)
		}
	}
}

func TestEverythingThatCanCarriesTheLabel(t *testing.T) {
	labelled := 0
	for _, r := range plan(t, "everything_on") {
		key := "labels"
		if _, user := r.Change.After["user_labels"]; user {
			key = "user_labels"
		}
		value, can := r.Change.After[key]
		if !can {
			continue
		}
		labels, _ := value.(map[string]any)
		if labels["app"] != "mando" {
			t.Errorf("%s carries %v, want app = mando among them", r.Address, value)
		}
		labelled++
	}
	if labelled < 15 {
		t.Errorf("%d resources carry labels, want all of over 15", labelled)
	}
}

func TestThePictureShowsEveryResource(t *testing.T) {
	for _, file := range []string{"../docs/cloud.dot", "../docs/cloud.svg"} {
		drawing, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range plan(t, "everything_on") {
			if !regexp.MustCompile(`\b` + r.Type + `\.` + r.Name + `\b`).Match(drawing) {
				t.Errorf("%s does not show %s", file, r.Address)
			}
		}
	}
}

// The metrics read words that the code writes: an outcome that is new in the code
// must be given its place here.
func TestEveryOutcomeOfTheCodeHasItsPlace(t *testing.T) {
	queries := map[string]string{}
	for _, r := range plan(t, "the_default") {
		if r.Type != "google_monitoring_alert_policy" || r.Name != "alert" {
			continue
		}
		text, err := json.Marshal(r.Change.After["conditions"])
		if err != nil {
			t.Fatal(err)
		}
		queries[r.Address] = string(text)
	}
	for _, test := range []struct {
		source, constant, alert string
		elsewhere               []string // outcomes that are none of those counted
	}{
		{
			source: "../functions/receiver/answer.go", constant: `(?m)^\t\w+ += "(\w+)"$`, alert: "slow_answers",
			elsewhere: []string{"unauthorized", "refused_method", "too_large", "too_slow", "bad_request", "panic"},
		},
		{
			source: "../functions/renderer/renderer.go", constant: `(?m)^\t\w+ +outcome = "(\w+)"$`, alert: "apologies",
			elsewhere: []string{"retried", "undecodable"},
		},
	} {
		source, err := os.ReadFile(test.source)
		if err != nil {
			t.Fatal(err)
		}
		counted := regexp.MustCompile(`outcome=~\\"([\w|]+)\\"`).FindStringSubmatch(queries[`google_monitoring_alert_policy.alert["`+test.alert+`"]`])
		if counted == nil {
			t.Fatalf("the alert %s counts no outcomes: %v", test.alert, queries)
		}
		want := append(strings.Split(counted[1], "|"), test.elsewhere...)
		var got []string
		for _, found := range regexp.MustCompile(test.constant).FindAllStringSubmatch(string(source), -1) {
			got = append(got, found[1])
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s and the alert %s (-terraform +code):\n%s", test.source, test.alert, diff)
		}
	}
}

func TestNoSecretPassesThroughTheConfiguration(t *testing.T) {
	files, err := filepath.Glob("*.tf")
	if err != nil || len(files) == 0 {
		t.Fatalf("no configuration: %v", err)
	}
	secret := regexp.MustCompile(`(?i)(bot|discord|interaction)_token|secret_manager|password|private_key`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if found := secret.FindString(string(text)); found != "" {
			t.Errorf("%s speaks of %q", file, found)
		}
	}
}
