# The topic between the functions, the push to the renderer, and the place
# for what could not be delivered.

resource "google_pubsub_topic" "renders" {
  name   = "${var.name}-renders"
  labels = local.labels

  depends_on = [google_project_service.this]
}

# Whom Pub/Sub is when it calls the renderer. Without an identity of its own
# any caller inside the project could ask for pictures.
resource "google_service_account" "push" {
  account_id   = "${var.name}-push"
  display_name = "${var.name}: pushes jobs to the renderer"

  depends_on = [google_project_service.this]
}

# Without it every push is refused with 403 and all jobs become dead letters.
resource "google_cloud_run_v2_service_iam_member" "push_invokes" {
  name     = google_cloudfunctions2_function.renderer.name
  location = var.region
  role     = "roles/run.invoker"
  member   = google_service_account.push.member
}

# A subscription of our own and not the functions' event trigger, whose
# subscription has no dead letters, no bounds on the backoff and one day's
# memory, none of which Terraform can set.
resource "google_pubsub_subscription" "renderer" {
  name   = "${var.name}-renderer"
  topic  = google_pubsub_topic.renders.id
  labels = local.labels

  # A push that lasts longer is cut off and delivered again although the
  # renderer may succeed: the deadline must be above the function's timeout.
  ack_deadline_seconds = var.ack_deadline_seconds

  # Jobs older than 15 minutes are acknowledged and counted as expired, which
  # needs their delivery: they must outlive a day on which nothing works.
  message_retention_duration = "86400s"

  push_config {
    # The run.app address: for any other Pub/Sub does not count as internal.
    push_endpoint = local.renderer_uri

    # The message's attributes become the HTTP headers, so that the push is a
    # CloudEvent and carries the trace.
    no_wrapper {
      write_metadata = true
    }

    oidc_token {
      service_account_email = google_service_account.push.email
      audience              = local.renderer_uri
    }
  }

  retry_policy {
    minimum_backoff = "2s"
    maximum_backoff = "120s"
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.dead.id
    max_delivery_attempts = 12
  }

  # After 31 idle days Pub/Sub would delete the subscription and, from then
  # on, lose every job without a word.
  expiration_policy {
    ttl = ""
  }

  depends_on = [google_cloud_run_v2_service_iam_member.push_invokes]
}

locals {
  renderer_uri = google_cloudfunctions2_function.renderer.service_config[0].uri
}

resource "google_pubsub_topic" "dead" {
  name   = "${var.name}-renders-dead"
  labels = local.labels

  depends_on = [google_project_service.this]
}

# A topic keeps nothing by itself: without this subscription dead letters are
# gone the moment they arrive.
resource "google_pubsub_subscription" "dead" {
  name   = "${var.name}-renders-dead"
  topic  = google_pubsub_topic.dead.id
  labels = local.labels

  ack_deadline_seconds       = 60
  message_retention_duration = "604800s"

  expiration_policy {
    ttl = ""
  }
}

# Pub/Sub moves a dead letter as itself. Without the first role it cannot put
# it there and without the second it cannot take it away from here: it would
# be delivered for ever.
resource "google_pubsub_topic_iam_member" "agent_publishes_dead" {
  topic  = google_pubsub_topic.dead.name
  role   = "roles/pubsub.publisher"
  member = local.pubsub_agent
}

resource "google_pubsub_subscription_iam_member" "agent_takes_dead" {
  subscription = google_pubsub_subscription.renderer.name
  role         = "roles/pubsub.subscriber"
  member       = local.pubsub_agent
}
