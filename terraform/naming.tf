# The names and labels that several files share.
locals {
  # A cost report or a clean-up filters on these: nothing that carries labels
  # goes without.
  labels = merge(var.labels, { app = var.name })

  bucket_prefix = "${var.project_id}-${var.name}"

  # Google's own account that delivers for Pub/Sub in this project.
  pubsub_agent = join("", [
    "serviceAccount:service-", data.google_project.this.number,
    "@gcp-sa-pubsub.iam.gserviceaccount.com",
  ])
}
