package discordapi

import (
	"encoding/json"
	"testing"
	"time"
)

func TestSnowflakeTellsItsTime(t *testing.T) {
	t.Parallel()
	for id, want := range map[Snowflake]string{
		"175928847299117063":  "2016-04-30T11:18:25.796Z", // the documentation's example
		"1536343356211200017": "2026-08-10T12:00:00Z",
		"0":                   "2015-01-01T00:00:00Z",
	} {
		got, err := id.Time()
		if err != nil || got.UTC().Format(time.RFC3339Nano) != want {
			t.Errorf("%s: got %v, %v, want %s", id, got.UTC(), err, want)
		}
	}
	for _, id := range []Snowflake{"", "x", "-1", "1.5", "18446744073709551616", " 1"} {
		if got, err := id.Time(); err == nil {
			t.Errorf("%q: got %v", id, got)
		}
	}
}

func TestSnowflakeAtReadsBack(t *testing.T) {
	t.Parallel()
	for _, at := range []time.Time{
		time.Date(2026, 8, 10, 12, 0, 0, 123e6, time.UTC),
		time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), // where synctest's clock begins
		time.Date(2083, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		for _, n := range []uint64{0, 1, 1<<22 - 1, 1 << 22} {
			if got, err := SnowflakeAt(at, n).Time(); err != nil || !got.Equal(at) {
				t.Errorf("%v: got %v, %v", at, got.UTC(), err)
			}
		}
	}
	if at := time.Now(); SnowflakeAt(at, 1) == SnowflakeAt(at, 2) {
		t.Error("ids of one millisecond are the same")
	}
}

func TestSnowflakeDecodes(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]Snowflake{
		`"1536343356211200017"`: "1536343356211200017",
		`1536343356211200017`:   "1536343356211200017", // beyond what a float64 holds
		`2`:                     "2",
		`null`:                  "before",
		`""`:                    "",
	} {
		got := Snowflake("before")
		if err := json.Unmarshal([]byte(data), &got); err != nil || got != want {
			t.Errorf("%s: got %q, %v", data, got, err)
		}
	}
	for _, data := range []string{`{}`, `[]`, `true`, `1.5`, `-1`, `1e3`} {
		var got Snowflake
		if err := json.Unmarshal([]byte(data), &got); err == nil {
			t.Errorf("%s: got %q", data, got)
		}
	}
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]Permissions{
		`"180224"`: 180224, `180224`: 180224, `"0"`: 0, `null`: 7, `"2248473465835073"`: 2248473465835073,
		`"18446744073709551616"`: 0, `"18446744073709584384"`: PermissionAttachFiles,
	} {
		got := Permissions(7)
		if err := json.Unmarshal([]byte(data), &got); err != nil || got != want {
			t.Errorf("%s: got %d, %v", data, got, err)
		}
	}
	for _, data := range []string{`"x"`, `"-1"`, `-1`, `1.5`, `{}`, `true`} {
		var got Permissions
		if err := json.Unmarshal([]byte(data), &got); err == nil {
			t.Errorf("%s: got %d", data, got)
		}
	}
	text, err := json.Marshal(Permissions(180224))
	if err != nil || string(text) != `"180224"` {
		t.Errorf("encoded %s, %v", text, err)
	}
	private := Permissions(180224)
	switch {
	case !private.Has(PermissionAttachFiles | PermissionEmbedLinks):
		t.Error("a private channel's permissions have no files and links")
	case Permissions(0).Has(PermissionAttachFiles):
		t.Error("nothing has files")
	case !PermissionAdministrator.Has(PermissionAttachFiles):
		t.Error("an administrator has no files")
	}
}
