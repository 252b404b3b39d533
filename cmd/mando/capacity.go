package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/mandobot/mando/cmd/mando/internal/capacity"
)

func newCapacityCommand() *cobra.Command {
	var rate float64
	load := capacity.Measured()
	cmd := &cobra.Command{
		Use:   "capacity --commands-per-second N",
		Short: "Say what a rate of commands needs and costs in the cloud",
		Long: `Capacity says what a rate of commands, held all month long, needs with the defaults
of terraform/, what of that comes to its limit first, and what the month costs by
Google's list prices.

The times of the functions are measured in this repository. The times that they
wait for Pub/Sub and for Discord are not, they are assumed: give your own from the
dashboard with --publish and --discord.`,
		Example: `  mando capacity --commands-per-second 100
  # renderer instances   3   of 100   enough for 3,850 commands a second
  mando capacity --commands-per-second 100 --discord 450ms    # as the dashboard shows`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !(rate >= 0 && rate <= 1e6) { // not NaN either
				return asUsageError(cmd, fmt.Errorf("%g commands a second: give a number from 0 to 1,000,000", rate))
			}
			if load.Receiver.Wait <= 0 || load.Renderer.Wait <= 0 || max(load.Receiver.Wait, load.Renderer.Wait) > time.Minute {
				return asUsageError(cmd, fmt.Errorf("--publish %v, --discord %v: give times above 0 and up to 1m", load.Receiver.Wait, load.Renderer.Wait))
			}
			return printPlan(cmd.OutOrStdout(), capacity.For(rate, load))
		},
	}
	cmd.Flags().Float64Var(&rate, "commands-per-second", 0, "the rate, `number` of commands each second of the month")
	cmd.Flags().DurationVar(&load.Receiver.Wait, "publish", load.Receiver.Wait, "`time` of one publish")
	cmd.Flags().DurationVar(&load.Renderer.Wait, "discord", load.Renderer.Wait, "`time` of one edit with its picture")
	_ = cmd.MarkFlagRequired("commands-per-second")
	return cmd
}

// printPlan writes a plan as three parts: needs, first limit, bill.
func printPlan(w io.Writer, p capacity.Plan) error {
	fmt.Fprintf(w, "%s commands a second, all month long\n\n", amount(p.Rate))
	needs := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	for _, n := range p.Needs {
		fmt.Fprintf(needs, "%s\t%s\tof %s\tenough for %s commands a second\n",
			n.What, amount(n.Used), strings.TrimSpace(amount(n.Limit)+" "+n.Unit), amount(n.Saturated))
	}
	if err := needs.Flush(); err != nil {
		return err
	}
	first := p.First()
	fmt.Fprintf(w, "\nFirst at its limit: %s, at %s commands a second (now %.0f %%).\nThen: %s.\n",
		first.What, amount(first.Saturated), 100*p.Rate/first.Saturated, first.WhatToChange)
	fmt.Fprint(w, "Discord takes 5 edits of one message in 2 s, of which a command needs one; no limit over all commands applies to it.\n\n")
	bill := tabwriter.NewWriter(w, 0, 0, 3, ' ', tabwriter.AlignRight)
	for _, i := range p.Items {
		fmt.Fprintf(bill, "%s\t%s\t%s\t%s USD\t\n", i.What, amount(i.Amount), i.Unit, dollars(i.Dollar))
	}
	fmt.Fprintf(bill, "a month\t\t\t%s USD\t\n", dollars(p.Dollar))
	if err := bill.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\nList prices of %s, region of tier 1, free tiers taken off.\n", capacity.Priced)
	return err
}

// amount writes a number with three significant digits, or whole where it has
// more, and commas between the thousands.
func amount(x float64) string {
	text := strconv.FormatFloat(x, 'g', 3, 64)
	if rounded, err := strconv.ParseFloat(text, 64); err == nil && math.Abs(x) >= 100 {
		text = strconv.FormatFloat(rounded, 'f', 0, 64)
	}
	return thousands(text)
}

func dollars(x float64) string { return thousands(strconv.FormatFloat(x, 'f', 2, 64)) }

// thousands puts commas between the thousands of a number's text.
func thousands(text string) string {
	whole, fraction, point := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		return whole + "." + fraction
	}
	return whole
}
