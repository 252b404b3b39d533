package main

import (
	"context"
	"fmt"
	"io"
	"net/netip"
	"net/url"

	"github.com/spf13/cobra"

	"github.com/mandobot/mando/cmd/mando/internal/local"
	"github.com/mandobot/mando/cmd/mando/internal/probe"
)

func newCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check URL",
		Short: "Probe an endpoint as Discord does",
		Long: `Check sends an interactions endpoint what Discord sends when its address is set
and from time to time afterwards: pings without a signature and with wrong ones,
which must be answered 401. It also sends a GET and a body that is too long, and
to the endpoint of "mando dev", whose key is at hand, a ping with a good signature.

Each line is one probe with the status and the time of its answer. Ends with
status 0 where Discord would take the endpoint, and 1 where it would not.`,
		Example: `  mando check https://europe-west1-my-project.cloudfunctions.net/mando-receiver
  # ok   unsigned ping                        401     38.2 ms
  # ok   ping signed with another key         401     31.0 ms
  mando check http://127.0.0.1:8620/interactions    # the stack of "mando dev"`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			endpoint, err := endpointURL(args[0])
			if err != nil {
				return asUsageError(cmd, err)
			}
			return checkEndpoint(cmd.Context(), cmd.OutOrStdout(), endpoint)
		},
	}
}

// endpointURL reads the address of an endpoint: https, as Discord demands, but
// on this machine.
func endpointURL(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "":
		return nil, fmt.Errorf("%q is no address: give one such as https://example.com/interactions", text)
	case u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u)):
		return nil, fmt.Errorf("%q does not begin with https://, which Discord demands", text)
	}
	return u, nil
}

func isLoopback(u *url.URL) bool {
	address, err := netip.ParseAddr(u.Hostname())
	return u.Hostname() == "localhost" || err == nil && address.IsLoopback()
}

// checkEndpoint prints the outcome of each probe and what Discord would say.
func checkEndpoint(ctx context.Context, w io.Writer, endpoint *url.URL) error {
	sign := localSigner(ctx, endpoint)
	total, faults := 0, 0
	for r := range probe.Endpoint(ctx, nil, endpoint.String(), sign) {
		total++
		if r.Fault != "" {
			faults++
		}
		fmt.Fprintln(w, probeLine(r))
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if faults > 0 {
		return fmt.Errorf("%d of %d probes of %s failed; mend what the lines above say, and check again", faults, total, endpoint)
	}
	if sign == nil {
		fmt.Fprintln(w, "only Discord can send a ping with a good signature: \"mando endpoint set\" lets it")
		return nil
	}
	fmt.Fprintln(w, "Discord would take this endpoint")
	return nil
}

func probeLine(r probe.Result) string {
	verdict, status := "ok  ", "-  "
	if r.Fault != "" {
		verdict = "FAIL"
	}
	if r.Status != 0 {
		status = fmt.Sprint(r.Status)
	}
	line := fmt.Sprintf("%s %-36s %s %8.1f ms", verdict, r.Name, status, float64(r.Elapsed.Microseconds())/1000)
	if r.Fault != "" {
		line += "  " + r.Fault
	}
	return line
}

// localSigner signs with the key of the local stack whose endpoint it is, and is
// nil for any other endpoint.
func localSigner(ctx context.Context, endpoint *url.URL) probe.Signer {
	if !isLoopback(endpoint) {
		return nil
	}
	stack := local.Client{URL: endpoint.Scheme + "://" + endpoint.Host}
	if _, err := stack.Sign(ctx, []byte("{}")); err != nil {
		return nil // something else answers there, or nothing
	}
	return stack.Sign
}
