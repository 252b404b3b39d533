mock_provider "google" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  discord_public_key = join("", [
    "0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef",
  ])
  notification_emails = ["night@example.com"]
  package_directory   = "tests/packages"
  project_id          = "mando-test"
  region              = "europe-west1"
}

run "a_picture_has_more_time_than_a_delivery_may_take" {
  command = plan

  assert {
    condition = (
      google_cloudfunctions2_function.renderer.service_config[0]
      .timeout_seconds == 60 &&
      google_pubsub_subscription.renderer.ack_deadline_seconds == 90
    )
    error_message = "25 s for a delivery < 60 s timeout < 90 s ack deadline."
  }
}

run "a_job_arrives_as_a_cloudevent" {
  command = plan

  assert {
    condition = (
      google_pubsub_subscription.renderer.push_config[0].no_wrapper[0]
      .write_metadata
    )
    error_message = "The message's attributes become headers."
  }

  assert {
    condition = (
      google_pubsub_subscription.renderer.push_config[0].push_endpoint ==
      google_cloudfunctions2_function.renderer.service_config[0].uri
    )
    error_message = "Pub/Sub pushes to the run.app address, which is internal."
  }
}

run "a_failed_job_is_tried_twelve_times_with_growing_pauses" {
  command = plan

  assert {
    condition = (
      google_pubsub_subscription.renderer.dead_letter_policy[0]
      .max_delivery_attempts == 12 &&
      google_pubsub_subscription.renderer.retry_policy[0].minimum_backoff ==
      "2s" &&
      google_pubsub_subscription.renderer.retry_policy[0].maximum_backoff ==
      "120s"
    )
    error_message = "12 attempts, 2 to 120 seconds apart."
  }
}

run "dead_letters_are_complete" {
  command = plan

  assert {
    condition = (
      google_pubsub_topic_iam_member.agent_publishes_dead.topic ==
      google_pubsub_topic.dead.name &&
      google_pubsub_topic_iam_member.agent_publishes_dead.role ==
      "roles/pubsub.publisher" &&
      google_pubsub_topic_iam_member.agent_publishes_dead.member == join("", [
        "serviceAccount:service-123456789012",
        "@gcp-sa-pubsub.iam.gserviceaccount.com",
      ])
    )
    error_message = "Pub/Sub itself may put a dead letter into the topic."
  }

  assert {
    condition = (
      google_pubsub_subscription_iam_member.agent_takes_dead.subscription ==
      google_pubsub_subscription.renderer.name &&
      google_pubsub_subscription_iam_member.agent_takes_dead.role ==
      "roles/pubsub.subscriber" &&
      google_pubsub_subscription_iam_member.agent_takes_dead.member ==
      google_pubsub_topic_iam_member.agent_publishes_dead.member
    )
    error_message = "Pub/Sub itself may take it out of the subscription."
  }

  assert {
    condition = (
      google_pubsub_subscription.dead.name == "mando-renders-dead" &&
      google_pubsub_subscription.dead.message_retention_duration == "604800s"
    )
    error_message = "Dead letters are kept for a week to be read."
  }

  assert {
    condition = contains(
      keys(google_monitoring_alert_policy.alert), "dead_letters"
    )
    error_message = "A dead letter alarms."
  }
}

run "no_subscription_ever_expires" {
  command = plan

  assert {
    condition = alltrue([
      for subscription in [
        google_pubsub_subscription.renderer, google_pubsub_subscription.dead,
      ] : subscription.expiration_policy[0].ttl == ""
    ])
    error_message = "After 31 idle days a subscription must still be there."
  }
}

run "a_day_of_outage_loses_no_job" {
  command = plan

  assert {
    condition = (
      google_pubsub_subscription.renderer.message_retention_duration ==
      "86400s"
    )
    error_message = "A job waits for a day, to be counted as expired."
  }
}
