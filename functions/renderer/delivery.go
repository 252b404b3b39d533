package renderer

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/mandobot/mando/internal/command"
	"github.com/mandobot/mando/internal/discordapi"
	"github.com/mandobot/mando/internal/job"
	"github.com/mandobot/mando/internal/mandala"
)

const (
	// editTimeout bounds the edit with all its tries.
	editTimeout = 15 * time.Second
	// drawTime is what must be left of a delivery for a drawing to start.
	drawTime = 2 * time.Second
	// clockSkew is how far in the future an interaction may lie unremarked.
	clockSkew = 5 * time.Second
)

// delivery is one job being carried out.
type delivery struct {
	*renderer
	job   job.Job
	log   *slog.Logger
	calls int // of Discord's API
}

// carryOut takes the job as far as this delivery can. The error is the reason
// for the outcome, for the log.
func (d *delivery) carryOut(ctx context.Context) (outcome, error) {
	age := d.job.Age(d.Now())
	if age < -clockSkew {
		d.log.Warn("interaction from the future: the clocks disagree", "seconds", -age.Seconds())
	}
	if age >= job.Lifetime {
		return expired, nil
	}
	if err := d.mayCall(); err != nil {
		return d.failed(ctx, err)
	}
	if deadline, ok := ctx.Deadline(); ctx.Err() != nil || ok && time.Until(deadline) < drawTime {
		return retried, errors.New("too little time left to draw")
	}
	if d.job.Kind == job.Delete {
		return d.delete(ctx)
	}
	p, err := d.draw()
	if err != nil {
		return d.apologise(ctx, command.ReasonTryLater, err)
	}
	if d.Delivery == Link {
		return d.link(ctx, p)
	}
	return d.attach(ctx, p)
}

// picture is a drawn mandala and its object's name.
type picture struct {
	*mandala.Picture
	png  []byte
	name string
}

// draw draws and encodes the job's mandala in memory. A panic is an error: the
// same job would panic again.
func (d *delivery) draw() (p picture, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			d.log.Error("panic", "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
			err = errors.New("drawing panicked")
		}
	}()
	m, err := mandala.New(d.job.Options)
	if err != nil {
		return picture{}, fmt.Errorf("drawing: %w", err)
	}
	var png bytes.Buffer
	if err := m.PNG(&png); err != nil {
		return picture{}, fmt.Errorf("encoding: %w", err)
	}
	hash := sha256.Sum256(png.Bytes())
	return picture{Picture: m, png: png.Bytes(), name: hex.EncodeToString(hash[:]) + ".png"}, nil
}

// attach edits the message to show the picture and stores it meanwhile. A store
// that fails takes no picture away from anybody.
func (d *delivery) attach(ctx context.Context, p picture) (outcome, error) {
	stored := make(chan error, 1)
	go func() { stored <- d.Store.Store(ctx, p.name, p.png) }()

	err := d.edit(ctx, command.Drawn(d.job, p.Picture, ""), discordapi.File{
		Name: command.FileName(d.job), Description: command.AltText(d.job, p.Picture), ContentType: "image/png", Data: p.png,
	})
	if failure := <-stored; failure != nil {
		d.log.Error("store failed", "bucket", d.Bucket, "error", failure.Error())
	}
	return d.concluded(ctx, drawn, err)
}

// link stores the picture and edits the message to embed its public URL.
func (d *delivery) link(ctx context.Context, p picture) (outcome, error) {
	url := d.BaseURL + "/" + p.name
	if err := d.Store.Store(ctx, p.name, p.png); err != nil && !d.isPublic(ctx, url, err) {
		d.log.Error("store failed", "bucket", d.Bucket, "error", err.Error())
		switch storeStatus(err) {
		case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound:
			return d.apologise(ctx, command.ReasonTryLater, err)
		}
		return d.failed(ctx, err)
	}
	return d.concluded(ctx, drawn, d.edit(ctx, command.Drawn(d.job, p.Picture, url)))
}

// isPublic reports whether the object that the bucket forbids to create can be
// read: some set-ups answer 403 where the object is there already.
func (d *delivery) isPublic(ctx context.Context, url string, err error) bool {
	if storeStatus(err) != http.StatusForbidden {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, tryTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, url, nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	return errors.Join(response.Body.Close()) == nil && response.StatusCode == http.StatusOK
}

func (d *delivery) edit(ctx context.Context, m discordapi.Message, files ...discordapi.File) error {
	ctx, cancel := context.WithTimeout(ctx, editTimeout)
	defer cancel()
	return d.call(ctx, func(ctx context.Context) error {
		_, err := d.Discord.EditOriginal(ctx, d.job.ApplicationID, d.job.Token, m, files...)
		return err
	})
}

// delete deletes the message. There is nothing to apologise for on a message
// that still shows its picture: what cannot be deleted now is tried until the
// token expires.
func (d *delivery) delete(ctx context.Context) (outcome, error) {
	err := d.call(ctx, func(ctx context.Context) error {
		return d.Discord.DeleteOriginal(ctx, d.job.ApplicationID, d.job.Token)
	})
	switch {
	case err == nil:
		return deleted, nil
	case errors.Is(err, errRefused), errors.Is(err, errRejected):
		return refused, err
	}
	return retried, err
}
