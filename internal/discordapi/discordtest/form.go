package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"path"
	"strings"
)

// upload is a file of a request.
type upload struct {
	name string
	data []byte
}

// parseEdit takes a request apart: the JSON of the message, and the files by
// their number. https://docs.discord.com/developers/reference#uploading-files
func parseEdit(contentType string, body []byte) (json.RawMessage, map[int]upload, problems) {
	var wrong problems
	kind, parameters, err := mime.ParseMediaType(contentType)
	switch {
	case err == nil && kind == "application/json":
		return body, nil, nil
	case err == nil && kind == "multipart/form-data" && parameters["boundary"] != "":
		return parseForm(multipart.NewReader(bytes.NewReader(body), parameters["boundary"]))
	}
	wrong.add("", "the Content-Type is neither application/json nor multipart/form-data")
	return nil, nil, wrong
}

func parseForm(form *multipart.Reader) (json.RawMessage, map[int]upload, problems) {
	var payload json.RawMessage
	var wrong problems
	files := map[int]upload{}
	for {
		part, err := form.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		var data []byte
		if err == nil {
			data, err = io.ReadAll(part)
		}
		if err != nil {
			wrong.add("", "the form is malformed or ends early")
			return nil, nil, wrong
		}
		if part.FormName() == "payload_json" {
			payload = data
			checkPayloadPart(part, &wrong)
			continue
		}
		addFile(files, part, data, &wrong)
	}
	if payload == nil {
		wrong.add("payload_json", "is required beside files")
	}
	return payload, files, wrong
}

func checkPayloadPart(part *multipart.Part, wrong *problems) {
	if kind, _, err := mime.ParseMediaType(part.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		wrong.add("payload_json", "has not the Content-Type application/json")
	}
}

// addFile takes a part of the form that must be a file.
func addFile(files map[int]upload, part *multipart.Part, data []byte, wrong *problems) {
	name := part.FormName()
	var n int
	if _, err := fmt.Sscanf(name, "files[%d]", &n); err != nil || n < 0 || n > 9 || fmt.Sprintf("files[%d]", n) != name {
		wrong.add("", "a part of the form is neither payload_json nor files[0] to files[9]")
		return
	}
	if _, twice := files[n]; twice {
		wrong.add(name, "is there twice")
	}
	if !plainName(part.FileName()) {
		wrong.add(name, "needs a file name of ASCII letters, digits, point, dash and underscore with an extension")
	}
	if len(data) == 0 {
		wrong.add(name, "is empty")
	}
	files[n] = upload{part.FileName(), data}
}

// checkFiles demands that files and list agree: an edit removes what is not listed.
func checkFiles(edit draft, files map[int]upload, wrong *problems) {
	listed := map[int]bool{}
	if edit.attachments != nil {
		for i, ref := range *edit.attachments {
			n := ref.file()
			if n < 0 {
				continue
			}
			at := fmt.Sprintf("attachments.%d.", i)
			f, sent := files[n]
			switch {
			case !sent:
				wrong.add(at+"id", fmt.Sprintf("means files[%d], which was not sent", n))
			case f.name != string(ref.Filename):
				wrong.add(at+"filename", "is not the name of the file that was sent")
			case listed[n]:
				wrong.add(at+"id", "is listed twice")
			}
			listed[n] = true
		}
	}
	for n := range files {
		if !listed[n] {
			wrong.add(fmt.Sprintf("files[%d]", n), "is not listed in attachments")
		}
	}
}

// plainName says whether a file name reaches everybody as it is: ASCII letters,
// digits, point, dash and underscore, with an extension.
func plainName(name string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
	return strings.Trim(name, letters) == "" && len(path.Ext(name)) > 1
}
