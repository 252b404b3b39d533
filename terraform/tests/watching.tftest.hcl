mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  discord_public_key = join("", [
    "0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef",
  ])
  notification_emails = ["night@example.com"]
  package_directory   = "tests/packages"
  project_id          = "mando-test"
  region              = "europe-west1"
}

run "each_alert_has_its_chapter_in_the_runbook" {
  command = plan

  assert {
    condition = alltrue([
      for alert in local.alerts : strcontains(
        file("../docs/operations.md"), "\n### Alert: ${alert.title}\n"
      )
    ])
    error_message = "docs/operations.md says what to do for each alert."
  }

  assert {
    condition = alltrue([
      for burn in google_monitoring_alert_policy.burn :
      endswith(burn.documentation[0].links[0].url, "#alert-error-budget-burns")
      && strcontains(
        file("../docs/operations.md"), "\n### Alert: error budget burns\n"
      )
    ])
    error_message = "docs/operations.md says what a burning budget means."
  }

  assert {
    condition = alltrue([
      for key, policy in google_monitoring_alert_policy.alert : (
        policy.documentation[0].links[0].url == join("", [
          var.runbook_url, "#alert-",
          replace(local.alerts[key].title, " ", "-"),
        ])
      )
    ])
    error_message = "Each alert links to its chapter."
  }
}

run "what_must_not_go_unnoticed_alarms" {
  command = plan

  assert {
    condition = toset(keys(google_monitoring_alert_policy.alert)) == toset([
      "apologies", "dead_letters", "egress_block", "signature_failures",
      "silence", "slow_answers", "store_failures", "try_again",
    ])
    error_message = "The list of alerts is what the runbook describes."
  }

  assert {
    condition = alltrue([
      for policy in concat(
        values(google_monitoring_alert_policy.alert),
        values(google_monitoring_alert_policy.burn),
      ) : length(policy.notification_channels) == 1
    ])
    error_message = "Every alert writes to the address that was given."
  }
}

run "a_first_apply_does_not_wait_for_the_first_log_line" {
  command = plan

  assert {
    condition = alltrue([
      for policy in google_monitoring_alert_policy.alert :
      policy.conditions[0].condition_prometheus_query_language[0]
      .disable_metric_validation
    ])
    error_message = "An alert may be made before its metric has data."
  }
}

run "the_metrics_read_the_fields_that_the_code_writes" {
  command = plan

  assert {
    condition = (
      google_logging_metric.interactions.value_extractor ==
      "EXTRACT(jsonPayload.ms)" &&
      google_logging_metric.interactions.label_extractors["outcome"] ==
      "EXTRACT(jsonPayload.outcome)" &&
      strcontains(google_logging_metric.interactions.filter, join("", [
        "service_name=\"mando-receiver\" AND ",
        "jsonPayload.message=\"interaction\"",
      ]))
    )
    error_message = "The receiver's line is interaction, with ms and outcome."
  }

  assert {
    condition = (
      google_logging_metric.deliveries.value_extractor ==
      "EXTRACT(jsonPayload.age_ms)" &&
      google_logging_metric.deliveries.label_extractors["outcome"] ==
      "EXTRACT(jsonPayload.outcome)" &&
      strcontains(google_logging_metric.deliveries.filter, join("", [
        "service_name=\"mando-renderer\" AND ",
        "jsonPayload.message=\"delivery\"",
      ]))
    )
    error_message = "The renderer's line is delivery, with age_ms."
  }
}

run "every_bound_that_alarms_is_a_bound_of_the_histogram" {
  command = plan

  assert {
    condition = alltrue([
      for bound in [2000, 2300, 3000] : contains(
        google_logging_metric.interactions.bucket_options[0]
        .explicit_buckets[0].bounds, bound
      )
    ])
    error_message = "p99 can be told apart at 2, 2.3 and 3 seconds."
  }
}

run "the_objective_burns_fast_and_slow" {
  command = plan

  assert {
    condition = (
      google_monitoring_slo.pictures.goal == 0.99 &&
      google_monitoring_slo.pictures.rolling_period_days == 28
    )
    error_message = "99 % over 28 days."
  }

  assert {
    condition = alltrue([
      for burn in google_monitoring_alert_policy.burn : (
        burn.combiner == "AND" && length(burn.conditions) == 2
      )
    ])
    error_message = "A long window to be sure and a short one to end soon."
  }
}

run "a_request_that_failed_is_always_logged" {
  command = plan

  assert {
    condition = (
      endswith(
        google_logging_project_exclusion.requests.filter,
        "httpRequest.status<400"
      ) &&
      strcontains(
        google_logging_project_exclusion.requests.filter,
        "^mando-(receiver|renderer)$"
      )
    )
    error_message = "Only what went well, of these two, is left out."
  }
}

run "the_dashboard_answers_the_questions_of_a_night" {
  command = plan

  assert {
    condition = toset([
      for tile in jsondecode(
        google_monitoring_dashboard.this.dashboard_json
      ).mosaicLayout.tiles : tile.widget.title
      ]) == toset([
      "Commands per minute, by answer", "Time to acknowledge",
      "Command to picture", "Outcomes of the ledger",
      "Redeliveries and backlog", "Dead letters",
      "Discord: failed calls", "Instances", "Memory, p99 of the limit",
      "Cost: billed instance time", "Cost: requests and stored objects",
      "Cost: bytes sent and logged",
    ])
    error_message = "Twelve charts, from what people get to what it costs."
  }

  assert {
    condition = alltrue([
      for tile in jsondecode(
        google_monitoring_dashboard.this.dashboard_json
      ).mosaicLayout.tiles : tile.xPos + tile.width <= 48
    ])
    error_message = "No chart lies beyond the right edge."
  }
}

run "a_bot_that_rests_need_not_alarm" {
  command = plan

  variables {
    silence_hours = 0
  }

  assert {
    condition = !contains(
      keys(google_monitoring_alert_policy.alert), "silence"
    )
    error_message = "silence_hours = 0 switches the alert off."
  }
}

run "alerts_that_reach_nobody_are_pointed_out" {
  command = plan

  variables {
    notification_emails = []
  }

  expect_failures = [check.somebody_is_told]
}
