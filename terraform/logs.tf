# Cloud Run writes a line for each request beside the function's own, which
# says more: without this half of the bill for logs would be for saying it
# twice. What ended with 400 or above stays, since a request that reached no
# instance has no other line.
resource "google_logging_project_exclusion" "requests" {
  name        = "${var.name}-requests"
  description = "Request lines of ${var.name} that went well"
  filter = join(" AND ", [
    "log_id(\"run.googleapis.com/requests\")",
    "resource.labels.service_name=~\"^${var.name}-(receiver|renderer)$\"",
    "httpRequest.status<400",
  ])

  depends_on = [google_project_service.this]
}
