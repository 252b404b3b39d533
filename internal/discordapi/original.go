package discordapi

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
)

// EditOriginal edits the reply to an interaction, which the token allows for 15
// minutes and without any other credential, and returns the reply as Discord
// shows it. To do it twice changes nothing. Files replace the attachments that
// m does not list. See [Message] for what an edit leaves as it is.
func (c *Client) EditOriginal(ctx context.Context, app Snowflake, t Token, m Message, files ...File) (*Message, error) {
	k, err := editCall(originalPath(app, t), m, files)
	if err != nil {
		return nil, fmt.Errorf("editing the reply: %w", err)
	}
	var edited Message
	if err := c.do(ctx, k, &edited); err != nil {
		return nil, fmt.Errorf("editing the reply: %w", err)
	}
	return &edited, nil
}

// GetOriginal returns the reply to an interaction as Discord shows it.
func (c *Client) GetOriginal(ctx context.Context, app Snowflake, t Token) (*Message, error) {
	var m Message
	if err := c.do(ctx, call{method: http.MethodGet, path: originalPath(app, t)}, &m); err != nil {
		return nil, fmt.Errorf("reading the reply: %w", err)
	}
	return &m, nil
}

// DeleteOriginal deletes the reply to an interaction: for a pressed button
// that was answered with [DeferredUpdate], the message that it belongs to.
func (c *Client) DeleteOriginal(ctx context.Context, app Snowflake, t Token) error {
	if err := c.do(ctx, call{method: http.MethodDelete, path: originalPath(app, t)}, nil); err != nil {
		return fmt.Errorf("deleting the reply: %w", err)
	}
	return nil
}

func originalPath(app Snowflake, t Token) string {
	return "/webhooks/" + url.PathEscape(string(app)) + "/" + url.PathEscape(t.Reveal()) + "/messages/@original"
}

// editCall encodes an edit: as JSON, or with files as a form that has the JSON
// in its part payload_json and each file in a part of its own.
func editCall(path string, m Message, files []File) (call, error) {
	if len(files) == 0 {
		return jsonCall(http.MethodPatch, path, m)
	}
	payload, err := json.Marshal(m.sent(files))
	if err != nil {
		return call{}, fmt.Errorf("encoding the request: %w", err)
	}
	size := len(payload) + 1<<10
	for _, f := range files {
		size += len(f.Data) + 1<<10
	}
	body := bytes.NewBuffer(make([]byte, 0, size))
	form := multipart.NewWriter(body)
	err = writePart(form, `form-data; name="payload_json"`, "application/json", payload)
	for n, f := range files {
		if err != nil {
			break
		}
		disposition := fmt.Sprintf(`form-data; name="files[%d]"; filename="%s"`, n, quoted.Replace(f.Name))
		err = writePart(form, disposition, cmp.Or(f.ContentType, "application/octet-stream"), f.Data)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		return call{}, fmt.Errorf("encoding the form: %w", err)
	}
	return call{method: http.MethodPatch, path: path, contentType: form.FormDataContentType(), body: body.Bytes()}, nil
}

// quoted escapes a file name for a header, as browsers do.
var quoted = strings.NewReplacer("\\", "%5C", `"`, "%22", "\r", "%0D", "\n", "%0A")

func writePart(form *multipart.Writer, disposition, contentType string, data []byte) error {
	part, err := form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {disposition},
		"Content-Type":        {contentType},
	})
	if err != nil {
		return err
	}
	_, err = part.Write(data)
	return err
}

// fileID is the id under which payload_json lists files[n]. Discord's schema
// has ids as strings.
func fileID(n int) Snowflake { return Snowflake(strconv.Itoa(n)) }
