# Without its API each resource below fails with SERVICE_DISABLED. A new
# project needs the first two before Terraform can do anything at all; the
# runbook enables them by hand.
locals {
  services = toset(concat([
    "cloudresourcemanager.googleapis.com",
    "serviceusage.googleapis.com",
    "artifactregistry.googleapis.com",
    "cloudbuild.googleapis.com",
    "cloudfunctions.googleapis.com",
    "iam.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "pubsub.googleapis.com",
    "run.googleapis.com",
    "storage.googleapis.com",
    ],
    var.billing_account == null ? [] : ["billingbudgets.googleapis.com"],
    var.static_egress ? ["compute.googleapis.com"] : [],
  ))
}

resource "google_project_service" "this" {
  for_each = local.services

  project = var.project_id
  service = each.key

  # Switching an API off on destroy would break what else the project runs.
  disable_on_destroy = false
}

data "google_project" "this" {
  project_id = var.project_id
}
