# One page that answers "does it work?" from top to bottom: what people get,
# then the queue, then Discord, then what it costs.
locals {
  service_names = "service_name=~\"${var.name}-(receiver|renderer)\""

  quantiles = {
    for key, series in {
      acknowledge = join("", [
        local.log_metric.interactions, "_bucket{", local.on_run,
        ",outcome=~\"", local.answered, "\"}",
      ])
      picture = join("", [
        local.log_metric.deliveries, "_bucket{", local.on_run,
        ",outcome=\"drawn\"}",
      ])
      } : key => [
      for q in [0.5, 0.99] : {
        legend = "p${q * 100}"
        query = join("", [
          "histogram_quantile(${q}, sum by (le) (rate(${series}[5m])))",
        ])
      }
    ]
  }

  charts = [
    {
      title = "Commands per minute, by answer"
      unit  = "per minute"
      series = [{
        legend = null
        query = join("", [
          "60 * sum by (outcome) (rate(",
          "${local.log_metric.interactions}_count{${local.on_run}}[5m]))",
        ])
      }]
      limit = null
    },
    {
      title  = "Time to acknowledge"
      unit   = "ms"
      series = local.quantiles.acknowledge
      limit  = 3000
    },
    {
      title  = "Command to picture"
      unit   = "ms"
      series = local.quantiles.picture
      limit  = local.promised_seconds * 1000
    },
    {
      title = "Outcomes of the ledger"
      unit  = "per minute"
      series = [{
        legend = null
        query = join("", [
          "60 * sum by (outcome) (rate(",
          "${local.log_metric.deliveries}_count{${local.on_run},",
          "outcome!=\"retried\"}[5m]))",
        ])
      }]
      limit = null
    },
    {
      title = "Redeliveries and backlog"
      unit  = ""
      series = [
        {
          legend = "answered 503, per minute"
          query = join("", [
            "60 * sum(rate(${local.log_metric.deliveries}_count{",
            "${local.on_run},outcome=\"retried\"}[5m]))",
          ])
        },
        {
          legend = "oldest job, s"
          query = join("", [
            "max(pubsub_googleapis_com:subscription_oldest_unacked_message",
            "_age{subscription_id=\"",
            google_pubsub_subscription.renderer.name, "\"})",
          ])
        },
      ]
      limit = null
    },
    {
      title = "Dead letters"
      unit  = ""
      series = [
        {
          legend = "arrived, per hour"
          query = join("", [
            "sum(increase(pubsub_googleapis_com:subscription_dead_letter",
            "_message_count{subscription_id=\"",
            google_pubsub_subscription.renderer.name, "\"}[1h]))",
          ])
        },
        {
          legend = "waiting"
          query = join("", [
            "max(pubsub_googleapis_com:subscription_num_undelivered_messages{",
            "subscription_id=\"${google_pubsub_subscription.dead.name}\"})",
          ])
        },
      ]
      limit = null
    },
    {
      title = "Discord: failed calls"
      unit  = "per minute"
      series = [
        {
          legend = null
          query = join("", [
            "60 * sum by (status) (rate(",
            "${local.log_metric.discord_failures}{${local.on_run}}[5m]))",
          ])
        },
        {
          legend = "blocked"
          query = join("", [
            "60 * sum(rate(${local.log_metric.discord_failures}{",
            "${local.on_run},blocked=\"true\"}[5m]))",
          ])
        },
      ]
      limit = null
    },
    {
      title = "Instances"
      unit  = ""
      series = [{
        legend = null
        query = join("", [
          "sum by (service_name, state) (",
          "run_googleapis_com:container_instance_count{",
          "${local.service_names}})",
        ])
      }]
      limit = null
    },
    {
      title = "Memory, p99 of the limit"
      unit  = ""
      series = [{
        legend = null
        query = join("", [
          "histogram_quantile(0.99, sum by (le, service_name) (rate(",
          "run_googleapis_com:container_memory_utilizations_bucket{",
          "${local.service_names}}[5m])))",
        ])
      }]
      limit = 0.7
    },
    {
      title = "Cost: billed instance time"
      unit  = "s/s"
      series = [{
        legend = null
        query = join("", [
          "sum by (service_name) (rate(",
          "run_googleapis_com:container_billable_instance_time{",
          "${local.service_names}}[5m]))",
        ])
      }]
      limit = null
    },
    {
      title = "Cost: requests and stored objects"
      unit  = "per minute"
      series = [
        {
          legend = null
          query = join("", [
            "60 * sum by (service_name) (rate(",
            "run_googleapis_com:request_count{${local.service_names}}[5m]))",
          ])
        },
        {
          legend = null
          query = join("", [
            "60 * sum by (method) (rate(",
            "storage_googleapis_com:api_request_count{bucket_name=\"",
            google_storage_bucket.pictures.name, "\"}[5m]))",
          ])
        },
      ]
      limit = null
    },
    {
      title = "Cost: bytes sent and logged"
      unit  = "By/s"
      series = [
        {
          legend = null
          query = join("", [
            "sum by (service_name) (rate(",
            "run_googleapis_com:container_network_sent_bytes_count{",
            "${local.service_names}}[5m]))",
          ])
        },
        {
          legend = "logged"
          query = join("", [
            "sum(rate(logging_googleapis_com:byte_count{${local.on_run},",
            "${local.service_names}}[5m]))",
          ])
        },
      ]
      limit = null
    },
  ]

  tiles = [
    for i, chart in local.charts : {
      xPos   = i % 3 * 16
      yPos   = floor(i / 3) * 14
      width  = 16
      height = 14
      widget = {
        title = chart.title
        xyChart = {
          dataSets = [
            for series in chart.series : merge(
              {
                plotType        = "LINE"
                timeSeriesQuery = { prometheusQuery = series.query }
              },
              # Without a legend of its own a series shows its labels.
              series.legend == null ? {} : { legendTemplate = series.legend },
            )
          ]
          thresholds = [
            for limit in chart.limit == null ? [] : [chart.limit] :
            { value = limit }
          ]
          yAxis = { label = chart.unit, scale = "LINEAR" }
        }
      }
    }
  ]
}

resource "google_monitoring_dashboard" "this" {
  dashboard_json = jsonencode({
    displayName  = var.name
    labels       = { (var.name) = "" }
    mosaicLayout = { columns = 48, tiles = local.tiles }
  })

  depends_on = [google_project_service.this]
}
