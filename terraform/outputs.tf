output "dashboard_url" {
  description = "The dashboard that shows whether the bot works."
  value = join("", [
    "https://console.cloud.google.com/monitoring/dashboards/builder/",
    reverse(split("/", google_monitoring_dashboard.this.id))[0],
    "?project=${var.project_id}",
  ])
}

output "dead_letter_subscription" {
  description = "Where to read what could not be delivered."
  value       = google_pubsub_subscription.dead.name
}

output "egress_address" {
  description = "The address that Discord sees, or null without one."
  value       = one(google_compute_address.egress[*].address)
}

output "interactions_endpoint_url" {
  description = "The Interactions Endpoint URL of the Discord application."
  value       = local.receiver_uri
}

output "next_step" {
  description = "What to do when the apply is through."
  value       = <<-EOT
    mando check ${local.receiver_uri}
    mando endpoint set ${local.receiver_uri}
    mando register
  EOT
}

output "picture_bucket" {
  description = "The bucket that keeps the pictures."
  value       = google_storage_bucket.pictures.name
}
