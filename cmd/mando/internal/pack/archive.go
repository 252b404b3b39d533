package pack

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"time"
)

// epoch is the earliest time that a zip can hold; every entry carries it.
var epoch = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// archive zips all files of stage, in the order of their names.
func archive(stage fs.FS) ([]byte, error) {
	var content bytes.Buffer
	w := zip.NewWriter(&content)
	err := fs.WalkDir(stage, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		return add(w, stage, path)
	})
	if err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return content.Bytes(), nil
}

func add(w *zip.Writer, stage fs.FS, path string) error {
	content, err := fs.ReadFile(stage, path)
	if err != nil {
		return err
	}
	header := &zip.FileHeader{Name: path, Method: zip.Deflate, Modified: epoch}
	header.SetMode(0o644)
	entry, err := w.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = entry.Write(content)
	return err
}
