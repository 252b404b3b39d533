# The function that draws: Pub/Sub pushes jobs to it, it edits Discord's
# message and stores the picture.
locals {
  renderer_settings = {
    GOMEMLIMIT           = "${floor(var.renderer_memory_mib * 0.85)}MiB"
    GOOGLE_CLOUD_PROJECT = var.project_id
    PICTURE_BASE_URL     = var.picture_base_url
    PICTURE_BUCKET       = google_storage_bucket.pictures.name
    PICTURE_DELIVERY     = var.picture_delivery
  }

  # What the process needs before it draws, and what one job needs at most:
  # see docs/capacity.md for the measurement.
  renderer_base_mib = 64
  renderer_job_mib  = 24
  renderer_peak_mib = (
    local.renderer_base_mib +
    local.renderer_job_mib * var.renderer_concurrency
  )
}

resource "google_service_account" "renderer" {
  account_id   = "${var.name}-renderer"
  display_name = "${var.name}: draws the pictures"

  depends_on = [google_project_service.this]
}

resource "google_cloudfunctions2_function" "renderer" {
  name        = "${var.name}-renderer"
  location    = var.region
  description = "Draws a job's mandala and edits it into the message"
  labels      = local.labels

  build_config {
    runtime           = "go126"
    entry_point       = "Renderer"
    service_account   = google_service_account.builder.id
    docker_repository = google_artifact_registry_repository.images.id

    environment_variables = { GOOGLE_GOLDFLAGS = "-s -w" }

    source {
      storage_source {
        bucket = google_storage_bucket.source.name
        object = google_storage_bucket_object.package["renderer"].name
      }
    }
  }

  service_config {
    service_account_email = google_service_account.renderer.email

    # Pub/Sub of the same project counts as internal. From anywhere else even
    # a stolen token of the push identity gets a 404.
    ingress_settings = "ALLOW_INTERNAL_ONLY"

    available_cpu    = tostring(var.renderer_cpu)
    available_memory = "${var.renderer_memory_mib}Mi"

    min_instance_count               = var.renderer_min_instances
    max_instance_count               = var.renderer_max_instances
    max_instance_request_concurrency = var.renderer_concurrency

    timeout_seconds                = var.renderer_timeout_seconds
    all_traffic_on_latest_revision = true

    environment_variables = {
      for key, value in local.renderer_settings : key => value
      if value != ""
    }

    # One address that only this deployment uses; see egress.tf.
    direct_vpc_egress = var.static_egress ? "VPC_EGRESS_ALL_TRAFFIC" : null
    dynamic "direct_vpc_network_interface" {
      for_each = google_compute_subnetwork.egress
      content {
        network    = google_compute_network.egress[0].id
        subnetwork = direct_vpc_network_interface.value.id
      }
    }
  }

  lifecycle {
    precondition {
      condition = (
        local.renderer_peak_mib <= 0.7 * var.renderer_memory_mib
      )
      error_message = join("", [
        "${var.renderer_concurrency} of the largest pictures at once need ",
        "${local.renderer_peak_mib} MiB, more than 70 % of ",
        "renderer_memory_mib = ${var.renderer_memory_mib}: raise the memory ",
        "or lower renderer_concurrency, or instances are killed in the ",
        "middle of a picture.",
      ])
    }
  }

  depends_on = [
    google_artifact_registry_repository_iam_member.builder_images,
    google_project_iam_member.builder_google_source,
    google_project_iam_member.builder_logs,
    google_storage_bucket_iam_member.builder_source,
  ]
}

# Without it no picture is stored. It may create and nothing else: it cannot
# read, list, overwrite or delete.
resource "google_storage_bucket_iam_member" "renderer_creates" {
  bucket = google_storage_bucket.pictures.name
  role   = "roles/storage.objectCreator"
  member = google_service_account.renderer.member
}
