# The function that Discord calls: it checks the signature, publishes the job
# and answers within 3 seconds.
locals {
  receiver_settings = {
    DISCORD_PUBLIC_KEY = lower(
      replace(var.discord_public_key, "/\\s/", "")
    )
    GOMEMLIMIT           = "${floor(var.receiver_memory_mib * 0.85)}MiB"
    GOOGLE_CLOUD_PROJECT = var.project_id
    MAINTENANCE_MESSAGE  = var.maintenance_message
    RENDER_TOPIC         = google_pubsub_topic.renders.name
    SIGNATURE_MAX_AGE    = var.signature_max_age
    USER_BURST           = tostring(var.user_burst)
    USER_RATE_PER_MINUTE = tostring(var.user_rate_per_minute)
  }
}

locals {
  receiver_uri = google_cloudfunctions2_function.receiver.service_config[0].uri
}

# An account of its own: with the project's default account a fault in the
# receiver could reach everything that the project owns.
resource "google_service_account" "receiver" {
  account_id   = "${var.name}-receiver"
  display_name = "${var.name}: answers Discord"

  depends_on = [google_project_service.this]
}

resource "google_cloudfunctions2_function" "receiver" {
  name        = "${var.name}-receiver"
  location    = var.region
  description = "Answers Discord's interactions and publishes the jobs"
  labels      = local.labels

  build_config {
    runtime           = "go126"
    entry_point       = "Receiver"
    service_account   = google_service_account.builder.id
    docker_repository = google_artifact_registry_repository.images.id

    # Without symbols the binary is a third smaller and starts sooner.
    environment_variables = { GOOGLE_GOLDFLAGS = "-s -w" }

    source {
      storage_source {
        bucket = google_storage_bucket.source.name
        object = google_storage_bucket_object.package["receiver"].name
      }
    }
  }

  service_config {
    service_account_email = google_service_account.receiver.email
    ingress_settings      = "ALLOW_ALL"

    available_cpu    = tostring(var.receiver_cpu)
    available_memory = "${var.receiver_memory_mib}Mi"

    min_instance_count               = var.receiver_min_instances
    max_instance_count               = var.receiver_max_instances
    max_instance_request_concurrency = var.receiver_concurrency

    # The receiver answers within 2.3 s by itself; this only ends a request
    # that has hung.
    timeout_seconds = 10

    all_traffic_on_latest_revision = true

    # An empty setting is left out, so that the default of the code holds.
    environment_variables = {
      for key, value in local.receiver_settings : key => value
      if value != ""
    }
  }

  # A build that starts before its account may read and write fails, and so
  # does the whole apply.
  depends_on = [
    google_artifact_registry_repository_iam_member.builder_images,
    google_project_iam_member.builder_google_source,
    google_project_iam_member.builder_logs,
    google_storage_bucket_iam_member.builder_source,
  ]
}

# Without it every command is answered "please try again".
resource "google_pubsub_topic_iam_member" "receiver_publishes" {
  topic  = google_pubsub_topic.renders.name
  role   = "roles/pubsub.publisher"
  member = google_service_account.receiver.member
}

# Discord has no Google identity: without this line its requests end at
# Google's front door with 403. The signature is checked by the receiver.
resource "google_cloud_run_v2_service_iam_member" "receiver_public" {
  count = var.public_endpoint ? 1 : 0

  name     = google_cloudfunctions2_function.receiver.name
  location = var.region
  role     = "roles/run.invoker"
  member   = "allUsers"
}
