# What wakes somebody, and where the runbook says what to do. The queries are
# PromQL because a threshold on a log-based metric is refused until the first
# line was logged: a first apply would fail.
locals {
  log_metric = {
    for key, metric in {
      deliveries       = google_logging_metric.deliveries.name
      discord_failures = google_logging_metric.discord_failures.name
      interactions     = google_logging_metric.interactions.name
      store_failures   = google_logging_metric.store_failures.name
    } : key => "logging_googleapis_com:user_${metric}"
  }

  on_run = "monitored_resource=\"cloud_run_revision\""

  # Outcomes that are an answer to Discord, not the refusal of a stranger.
  answered = join("|", [
    "pong", "deferred", "updating", "answered", "try_again", "limited",
    "maintenance",
  ])

  # Increases over a window, as the alerts below count them.
  count = {
    settled = join("", [
      "sum(increase(${local.log_metric.deliveries}_count{${local.on_run},",
      "outcome=~\"${join("|", local.settled)}\"}[30m]))",
    ])
    apologised = join("", [
      "sum(increase(${local.log_metric.deliveries}_count{${local.on_run},",
      "outcome=\"apologised\"}[30m]))",
    ])
    commands = join("", [
      "sum(increase(${local.log_metric.interactions}_count{${local.on_run},",
      "outcome=~\"deferred|updating|try_again\"}[15m]))",
    ])
    try_again = join("", [
      "sum(increase(${local.log_metric.interactions}_count{${local.on_run},",
      "outcome=\"try_again\"}[15m]))",
    ])
  }

  # title: a heading "Alert: TITLE" of the runbook. A rate alone would fire on
  # one failure in a quiet hour, hence the counts beside it.
  alerts = merge({
    dead_letters = {
      title    = "dead letters"
      severity = "CRITICAL"
      meaning  = "Jobs failed 12 times; their users still see \"thinking\"."
      query = join("", [
        "max(pubsub_googleapis_com:subscription_num_undelivered_messages{",
        "subscription_id=\"${google_pubsub_subscription.dead.name}\"}) > 0",
      ])
    }
    apologies = {
      title    = "apologies"
      severity = "CRITICAL"
      meaning  = "More than 1 % of the commands end in an apology."
      query = join(" ", [
        local.count.apologised, "/", local.count.settled, "> 0.01 and",
        local.count.apologised, ">= 3",
      ])
    }
    slow_answers = {
      title    = "slow answers"
      severity = "CRITICAL"
      meaning  = "One answer in a hundred takes over 2 s; Discord waits 3."
      query = join("", [
        "histogram_quantile(0.99, sum by (le) (rate(",
        "${local.log_metric.interactions}_bucket{${local.on_run},",
        "outcome=~\"${local.answered}\"}[10m]))) > 2000",
      ])
    }
    try_again = {
      title    = "try again"
      severity = "CRITICAL"
      meaning  = "Jobs cannot be published; users are asked to try again."
      query = join(" ", [
        local.count.try_again, "/", local.count.commands, "> 0.01 and",
        local.count.try_again, ">= 3",
      ])
    }
    egress_block = {
      title    = "egress block"
      severity = "CRITICAL"
      meaning  = "Discord has blocked the renderer's outgoing address."
      query = join("", [
        "sum(increase(${local.log_metric.discord_failures}{${local.on_run},",
        "blocked=\"true\"}[10m])) > 0",
      ])
    }
    signature_failures = {
      title    = "signature failures"
      severity = "WARNING"
      meaning  = "Over 100 requests in 5 minutes were not signed by Discord."
      query = join("", [
        "sum(increase(${local.log_metric.interactions}_count{${local.on_run},",
        "outcome=\"unauthorized\"}[5m])) > 100",
      ])
    }
    store_failures = {
      title    = "store failures"
      severity = "WARNING"
      meaning  = "Pictures reach Discord but not the bucket."
      query = join("", [
        "sum(increase(${local.log_metric.store_failures}{${local.on_run}}",
        "[30m])) > 3",
      ])
    }
    }, var.silence_hours == 0 ? {} : {
    silence = {
      title    = "silence"
      severity = "WARNING"
      meaning  = "No PING or command was answered for ${var.silence_hours} h."
      query = join("", [
        "(sum(increase(${local.log_metric.interactions}_count{",
        "${local.on_run},outcome=~\"${local.answered}\"}",
        "[${var.silence_hours}h])) or vector(0)) < 1",
      ])
    }
  })

  notification_channels = [
    for channel in google_monitoring_notification_channel.email :
    channel.name
  ]
}

resource "google_monitoring_notification_channel" "email" {
  for_each = var.notification_emails

  display_name = "${var.name}: ${each.key}"
  type         = "email"
  labels       = { email_address = each.key }
  user_labels  = local.labels

  depends_on = [google_project_service.this]
}

# Only a warning, since one may look at the dashboard instead; but nobody
# should find out at night.
check "somebody_is_told" {
  assert {
    condition = length(var.notification_emails) > 0
    error_message = join("", [
      "notification_emails is empty: the alerts will be visible in the ",
      "console, and nobody will be written to.",
    ])
  }
}

resource "google_monitoring_alert_policy" "alert" {
  for_each = local.alerts

  display_name = "${var.name}: ${each.value.title}"
  combiner     = "OR"
  severity     = each.value.severity
  user_labels  = local.labels

  notification_channels = local.notification_channels

  conditions {
    display_name = each.value.title
    condition_prometheus_query_language {
      query               = each.value.query
      duration            = "60s"
      evaluation_interval = "60s"

      # The metric comes to be with its first log line, after this policy.
      disable_metric_validation = true
    }
  }

  alert_strategy {
    auto_close = "3600s"
  }

  documentation {
    subject = "${var.name}: ${each.value.title}"
    content = each.value.meaning
    links {
      display_name = "Runbook"
      url = join("", [
        var.runbook_url, "#alert-", replace(each.value.title, " ", "-"),
      ])
    }
  }

  depends_on = [google_project_service.this]
}
