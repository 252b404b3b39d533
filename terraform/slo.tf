# The promise: of 100 commands that reach the renderer 99 get their picture
# within 10 seconds, over 28 days. What never reaches it has alerts of its own. Alerts fire on how fast the one bad command in a
# hundred is used up, so that a single failure at night wakes nobody.
resource "google_monitoring_custom_service" "this" {
  service_id   = var.name
  display_name = var.name
  user_labels  = local.labels

  depends_on = [google_project_service.this]
}

resource "google_monitoring_slo" "pictures" {
  service      = google_monitoring_custom_service.this.service_id
  slo_id       = "pictures"
  display_name = "99 % of commands get their picture within 10 s"
  user_labels  = local.labels

  goal                = 0.99
  rolling_period_days = 28

  request_based_sli {
    good_total_ratio {
      good_service_filter  = local.slo_filters.good
      total_service_filter = local.slo_filters.total
    }
  }
}

locals {
  slo_filters = {
    for key, metric in {
      good  = google_logging_metric.commands_good.name
      total = google_logging_metric.commands_settled.name
      } : key => join(" AND ", [
        "metric.type=\"logging.googleapis.com/user/${metric}\"",
        "resource.type=\"cloud_run_revision\"",
    ])
  }

  # A burn rate of 1 uses up the budget in 28 days. 14.4 for an hour is 2 %
  # of it and worth waking up for, 6 for six hours 5 % and worth a look in
  # the morning. The short window ends the alert soon after the trouble does.
  burns = {
    fast = { rate = 14.4, windows = ["3600s", "300s"], severity = "CRITICAL" }
    slow = { rate = 6, windows = ["21600s", "1800s"], severity = "WARNING" }
  }
}

resource "google_monitoring_alert_policy" "burn" {
  for_each = local.burns

  display_name = "${var.name}: error budget burns ${each.key}"
  combiner     = "AND"
  severity     = each.value.severity
  user_labels  = local.labels

  notification_channels = local.notification_channels

  dynamic "conditions" {
    for_each = each.value.windows
    content {
      display_name = "over ${conditions.value}"
      condition_threshold {
        filter = join("", [
          "select_slo_burn_rate(\"${google_monitoring_slo.pictures.id}\", ",
          "\"${conditions.value}\")",
        ])
        comparison      = "COMPARISON_GT"
        threshold_value = each.value.rate
        duration        = "0s"
      }
    }
  }

  documentation {
    content = join("", [
      "Too many commands end without a picture within ",
      "${local.promised_seconds} s.",
    ])
    links {
      display_name = "Runbook"
      url          = "${var.runbook_url}#alert-error-budget-burns"
    }
  }
}
