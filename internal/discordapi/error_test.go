package discordapi

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for name, row := range map[string]struct {
		status int
		header string
		body   string
		want   time.Duration
	}{
		"0.3 s":                       {429, "1", `{"message":"m","retry_after":0.3}`, 300 * time.Millisecond},
		"4.9 s":                       {429, "5", `{"message":"m","retry_after":4.9}`, 4900 * time.Millisecond},
		"64.57 s":                     {429, "65", `{"message":"m","retry_after":64.57}`, 64570 * time.Millisecond},
		"neither":                     {429, "", `{"message":"m"}`, time.Second},
		"text in the body":            {429, "", `{"message":"m","retry_after":"abc"}`, time.Second},
		"text in the header":          {429, "abc", `{"message":"m"}`, time.Second},
		"text in the body, a header":  {429, "2", `{"message":"m","retry_after":"abc"}`, 2 * time.Second},
		"null in the body":            {429, "2", `{"message":"m","retry_after":null}`, 2 * time.Second},
		"below zero":                  {429, "", `{"message":"m","retry_after":-1}`, 0},
		"below zero in the header":    {429, "-1", ``, 0},
		"zero":                        {429, "", `{"message":"m","retry_after":0}`, 0},
		"1e9 s":                       {429, "", `{"message":"m","retry_after":1e9}`, day},
		"1e308 s":                     {429, "", `{"message":"m","retry_after":1e308}`, day},
		"beyond all numbers":          {429, "3", `{"message":"m","retry_after":1e999}`, 3 * time.Second},
		"only a header":               {429, "7", `{"message":"m"}`, 7 * time.Second},
		"a header and a page":         {429, "7", `<html>`, 7 * time.Second},
		"a page":                      {429, "", `<html>`, time.Second},
		"no body":                     {429, "", ``, time.Second},
		"infinity":                    {429, "Inf", ``, time.Second},
		"no number":                   {429, "NaN", ``, time.Second},
		"a date":                      {429, "Sun, 22 Nov 2026 06:50:00 GMT", ``, time.Second},
		"an object":                   {429, "", `{"message":"m","retry_after":{}}`, time.Second},
		"overloaded, with a header":   {503, "2", ``, 2 * time.Second},
		"overloaded, without":         {503, "", ``, 0},
		"not found, with a body":      {404, "", `{"message":"m","code":10015}`, 0},
		"a fraction in the header":    {429, "0.25", ``, 250 * time.Millisecond},
		"a nanosecond":                {429, "", `{"retry_after":0.000000001}`, time.Nanosecond},
		"the body before the header":  {429, "60", `{"message":"m","retry_after":0.5}`, 500 * time.Millisecond},
		"a body that is cut in two":   {429, "4", `{"message":"m","retry_after":0.`, 4 * time.Second},
		"a list in place of a object": {429, "", `[1]`, time.Second},
	} {
		h := http.Header{}
		if row.header != "" {
			h.Set("Retry-After", row.header)
		}
		if got := newError(row.status, h, []byte(row.body)).RetryAfter; got != row.want {
			t.Errorf("%s: got %v, want %v", name, got, row.want)
		}
	}
}

func TestErrorsAreTold(t *testing.T) {
	t.Parallel()
	type verdict struct {
		refused, rejected, temporary, limited, blocked, redirect, webhook bool
	}
	for name, row := range map[string]struct {
		status int
		body   string
		want   verdict
	}{
		"a redirect":             {307, ``, verdict{redirect: true}},
		"a malformed form":       {400, `{"code":50035,"message":"Invalid Form Body"}`, verdict{rejected: true}},
		"AutoMod":                {400, `{"code":200000,"message":"m"}`, verdict{rejected: true}},
		"a page with 400":        {400, `<html>`, verdict{rejected: true}},
		"too large":              {413, `{"code":40005,"message":"m"}`, verdict{rejected: true}},
		"an old token":           {401, `{"code":50027,"message":"m"}`, verdict{refused: true}},
		"missing access":         {403, `{"code":50001,"message":"m"}`, verdict{rejected: true}},
		"missing permissions":    {403, `{"code":50013,"message":"m"}`, verdict{rejected: true}},
		"uploads limited":        {403, `{"code":400001,"message":"m"}`, verdict{rejected: true}},
		"a disliked User-Agent":  {403, `{"code":40333,"message":"m"}`, verdict{refused: true}},
		"an unknown webhook":     {404, `{"code":10015,"message":"m"}`, verdict{refused: true, webhook: true}},
		"an unknown message":     {404, `{"code":10008,"message":"m"}`, verdict{refused: true}},
		"404 without JSON":       {404, `gone`, verdict{refused: true}},
		"a rate limit":           {429, `{"message":"m","retry_after":1,"global":false}`, verdict{temporary: true, limited: true}},
		"a page with 429":        {429, `<html>1015</html>`, verdict{temporary: true, limited: true, blocked: true}},
		"a block with JSON":      {429, `{"message":"You are being blocked from accessing our API temporarily","code":0}`, verdict{temporary: true, limited: true, blocked: true}},
		"a server error":         {500, `{"code":0,"message":"m"}`, verdict{temporary: true}},
		"a bad gateway":          {502, `<html>`, verdict{temporary: true}},
		"the edge's own failure": {520, ``, verdict{temporary: true}},
	} {
		e := newError(row.status, http.Header{}, []byte(row.body))
		got := verdict{e.Refused(), e.Rejected(), e.Temporary(), e.RateLimited(), e.Blocked(), e.Redirect(), e.UnknownWebhook()}
		if got != row.want {
			t.Errorf("%s: got %+v, want %+v", name, got, row.want)
		}
	}
}

func TestGlobalLimits(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		header http.Header
		body   string
		global bool
		scope  string
	}{
		"by the body":            {nil, `{"message":"m","global":true}`, true, ""},
		"by the header":          {http.Header{"X-Ratelimit-Global": {"true"}}, `{"message":"m"}`, true, ""},
		"by the scope":           {http.Header{"X-Ratelimit-Scope": {"global"}}, `{"message":"m"}`, true, "global"},
		"shared":                 {http.Header{"X-Ratelimit-Scope": {"shared"}}, `{"message":"m","global":false}`, false, "shared"},
		"neither":                {nil, `{"message":"m"}`, false, ""},
		"global of another type": {nil, `{"message":"m","global":"yes"}`, false, ""},
	} {
		e := newError(429, row.header, []byte(row.body))
		if e.Global != row.global || e.Scope != row.scope || e.Message != "m" || !e.JSON {
			t.Errorf("%s: got %+v", name, e)
		}
	}
}

func TestErrorKeepsDiscordsWords(t *testing.T) {
	t.Parallel()
	long := newError(400, nil, fmt.Appendf(nil, `{"code":50035,"message":%q}`, strings.Repeat("é", 4000)))
	if len(long.Message) > 1<<10 || len(long.Message) < 1<<10-4 || strings.ContainsRune(long.Message, '�') {
		t.Errorf("a long message was cut to %d bytes", len(long.Message))
	}
	nested := newError(400, nil, []byte(`{"code":50035,"message":"Invalid Form Body","errors":{"content":{"_errors":[{"message":"too long"}]}}}`))
	if want := `discord answered 400, code 50035: Invalid Form Body {"content":{"_errors":[{"message":"too long"}]}}`; nested.Error() != want {
		t.Errorf("got %q", nested.Error())
	}
	mixed := newError(404, nil, []byte(`{"code":"x","message":"m","retry_after":[]}`))
	if mixed.Message != "m" || mixed.Code != 0 || !mixed.JSON {
		t.Errorf("a code of another type hides the rest: %+v", mixed)
	}
	page := newError(502, nil, []byte(`<html>secrets</html>`))
	if page.Error() != "discord answered 502" || page.JSON {
		t.Errorf("a page became %q", page.Error())
	}
	for _, body := range []string{`null`, `[]`, `{}`, `"x"`, `{"error":"invalid_client"}`} {
		if e := newError(401, nil, []byte(body)); e.Message != "" || e.Status != 401 {
			t.Errorf("%s became %+v", body, e)
		}
	}
}
