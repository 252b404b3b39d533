# Metrics read from the functions' log lines. The receiver writes one line
# "interaction" for each request, the renderer one line "delivery" for each
# delivery; their fields are a contract with the code. The platform's own
# metrics know neither an outcome nor the time from command to picture.
locals {
  # PromQL allows no hyphen in a metric's name.
  metric_prefix = replace(var.name, "-", "_")

  logs_of = {
    for name in ["receiver", "renderer"] : name => join(" AND ", [
      "resource.type=\"cloud_run_revision\"",
      "resource.labels.service_name=\"${var.name}-${name}\"",
    ])
  }

  # Outcomes after which a job is over.
  settled = ["drawn", "deleted", "apologised", "refused", "expired"]

  # What a person notices: pictures that did not come, or came late. What
  # Discord refused (the message was deleted meanwhile) is nobody's fault.
  promised_seconds = 10
}

resource "google_logging_metric" "interactions" {
  name        = "${local.metric_prefix}_interactions"
  description = "Requests to the receiver and the time to answer each."
  filter = join(" AND ", [
    local.logs_of["receiver"], "jsonPayload.message=\"interaction\"",
  ])

  value_extractor = "EXTRACT(jsonPayload.ms)"
  label_extractors = {
    kind    = "EXTRACT(jsonPayload.kind)"
    outcome = "EXTRACT(jsonPayload.outcome)"
  }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "ms"
    labels {
      key = "kind"
    }
    labels {
      key = "outcome"
    }
  }

  # Bounds where decisions are made: 2,000 alarms, 2,300 is the receiver's
  # own deadline, 3,000 is Discord's.
  bucket_options {
    explicit_buckets {
      bounds = [
        1, 2, 5, 10, 20, 50, 100, 200, 350, 500, 750,
        1000, 1500, 2000, 2300, 3000, 5000, 10000,
      ]
    }
  }

  depends_on = [google_project_service.this]
}

resource "google_logging_metric" "deliveries" {
  name        = "${local.metric_prefix}_deliveries"
  description = "Deliveries to the renderer and the age of each interaction."
  filter = join(" AND ", [
    local.logs_of["renderer"], "jsonPayload.message=\"delivery\"",
  ])

  value_extractor  = "EXTRACT(jsonPayload.age_ms)"
  label_extractors = { outcome = "EXTRACT(jsonPayload.outcome)" }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "ms"
    labels {
      key = "outcome"
    }
  }

  # From a fast picture to the end of a token's 15 minutes.
  bucket_options {
    explicit_buckets {
      bounds = [
        50, 100, 200, 350, 500, 750, 1000, 1500, 2000, 3000, 5000, 7500,
        10000, 20000, 60000, 180000, 600000, 900000,
      ]
    }
  }

  depends_on = [google_project_service.this]
}

resource "google_logging_metric" "discord_failures" {
  name        = "${local.metric_prefix}_discord_failures"
  description = "Calls to Discord that failed, by status, and blocks."
  filter = join(" AND ", [
    local.logs_of["renderer"], "jsonPayload.message=\"discord\"",
  ])

  label_extractors = {
    blocked = "EXTRACT(jsonPayload.blocked)"
    status  = "EXTRACT(jsonPayload.status)"
  }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    labels {
      key = "blocked"
    }
    labels {
      key = "status"
    }
  }

  depends_on = [google_project_service.this]
}

resource "google_logging_metric" "store_failures" {
  name        = "${local.metric_prefix}_store_failures"
  description = "Pictures that could not be stored."
  filter = join(" AND ", [
    local.logs_of["renderer"], "jsonPayload.message=\"store failed\"",
  ])

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }

  depends_on = [google_project_service.this]
}

resource "google_logging_metric" "commands_settled" {
  name        = "${local.metric_prefix}_commands_settled"
  description = "Commands that are over and count for the objective."
  filter = join(" AND ", [
    local.logs_of["renderer"],
    "jsonPayload.message=\"delivery\"",
    "jsonPayload.outcome=(${join(" OR ", [
      for outcome in local.settled : "\"${outcome}\"" if outcome != "refused"
    ])})",
  ])

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }

  depends_on = [google_project_service.this]
}

resource "google_logging_metric" "commands_good" {
  name = "${local.metric_prefix}_commands_good"
  description = join("", [
    "Commands answered as they should within ",
    "${local.promised_seconds} seconds.",
  ])
  filter = join(" AND ", [
    local.logs_of["renderer"],
    "jsonPayload.message=\"delivery\"",
    "jsonPayload.outcome=(\"drawn\" OR \"deleted\")",
    "jsonPayload.age_ms<=${local.promised_seconds * 1000}",
  ])

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }

  depends_on = [google_project_service.this]
}
