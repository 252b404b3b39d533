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

# A wrong value fails at plan, with the rule in its message.

run "the_ack_deadline_has_bounds" {
  command = plan

  variables {
    ack_deadline_seconds = 601
  }

  expect_failures = [var.ack_deadline_seconds]
}

run "the_ack_deadline_is_above_the_timeout" {
  command = plan

  variables {
    ack_deadline_seconds = 60
  }

  expect_failures = [var.ack_deadline_seconds]
}

run "a_billing_account_has_its_shape" {
  command = plan

  variables {
    billing_account = "my-billing"
  }

  expect_failures = [var.billing_account]
}

run "a_public_key_of_63_digits_is_refused" {
  command = plan

  variables {
    discord_public_key = join("", [
      "012345678abcdef0123456789abcdef",
      "0123456789abcdef0123456789abcdef",
    ])
  }

  expect_failures = [var.discord_public_key]
}

run "a_public_key_is_hexadecimal" {
  command = plan

  variables {
    discord_public_key = join("", [
      "x123456789abcdef0123456789abcdef",
      "0123456789abcdef0123456789abcdef",
    ])
  }

  expect_failures = [var.discord_public_key]
}

run "keys_are_separated_by_commas" {
  command = plan

  variables {
    discord_public_key = join("", [
      "0123456789abcdef0123456789abcdef",
      "0123456789abcdef0123456789abcdef;",
      "0123456789abcdef0123456789abcdef",
      "0123456789abcdef0123456789abcdef",
    ])
  }

  expect_failures = [var.discord_public_key]
}

run "a_label_is_lower_case" {
  command = plan

  variables {
    labels = { Team = "Night" }
  }

  expect_failures = [var.labels]
}

run "the_label_app_is_ours" {
  command = plan

  variables {
    labels = { app = "other" }
  }

  expect_failures = [var.labels]
}

run "a_maintenance_message_fits_into_a_message" {
  command = plan

  variables {
    maintenance_message = format("%02001d", 0)
  }

  expect_failures = [var.maintenance_message]
}

run "a_budget_is_a_whole_number" {
  command = plan

  variables {
    monthly_budget = 0.5
  }

  expect_failures = [var.monthly_budget]
}

run "a_name_begins_with_a_letter" {
  command = plan

  variables {
    name = "1mando"
  }

  expect_failures = [var.name]
}

run "a_name_leaves_room_for_what_is_added" {
  command = plan

  variables {
    name = "a-name-of-17-more"
  }

  expect_failures = [var.name]
}

run "an_email_has_an_at_sign" {
  command = plan

  variables {
    notification_emails = ["night.example.com"]
  }

  expect_failures = [var.notification_emails]
}

run "a_picture_address_is_https" {
  command = plan

  variables {
    picture_base_url = "http://pictures.example.com"
  }

  expect_failures = [var.picture_base_url]
}

run "a_picture_address_needs_links" {
  command = plan

  variables {
    picture_base_url = "https://pictures.example.com"
  }

  expect_failures = [var.picture_base_url]
}

run "a_bucket_name_is_lower_case" {
  command = plan

  variables {
    picture_bucket_name = "My_Bucket"
  }

  expect_failures = [var.picture_bucket_name]
}

run "a_bucket_name_does_not_say_google" {
  command = plan

  variables {
    picture_bucket_name = "my-google-bucket"
  }

  expect_failures = [var.picture_bucket_name]
}

run "a_delivery_is_one_of_two" {
  command = plan

  variables {
    picture_delivery = "email"
  }

  expect_failures = [var.picture_delivery]
}

run "pictures_are_kept_for_a_day_or_more" {
  command = plan

  variables {
    picture_retention_days = 0
  }

  expect_failures = [var.picture_retention_days]
}

run "a_project_is_named_by_its_id" {
  command = plan

  variables {
    project_id = "123456789012"
  }

  expect_failures = [var.project_id]
}

run "the_receivers_concurrency_has_bounds" {
  command = plan

  variables {
    receiver_concurrency = 1001
  }

  expect_failures = [var.receiver_concurrency]
}

run "the_receiver_has_whole_cpus" {
  command = plan

  variables {
    receiver_cpu = 0.5
  }

  expect_failures = [var.receiver_cpu]
}

run "the_receivers_maximum_is_not_below_its_minimum" {
  command = plan

  variables {
    receiver_max_instances = 0
  }

  expect_failures = [var.receiver_max_instances]
}

run "the_receiver_has_memory_for_a_whole_cpu" {
  command = plan

  variables {
    receiver_memory_mib = 256
  }

  expect_failures = [var.receiver_memory_mib]
}

run "the_receivers_memory_fits_its_cpus" {
  command = plan

  variables {
    receiver_memory_mib = 8192
  }

  expect_failures = [var.receiver_memory_mib]
}

run "the_receivers_minimum_has_bounds" {
  command = plan

  variables {
    receiver_max_instances = 200
    receiver_min_instances = 101
  }

  expect_failures = [var.receiver_min_instances]
}

run "a_region_is_not_a_zone" {
  command = plan

  variables {
    region = "europe-west1-b"
  }

  expect_failures = [var.region]
}

run "the_renderers_concurrency_has_bounds" {
  command = plan

  variables {
    renderer_concurrency = 0
  }

  expect_failures = [var.renderer_concurrency]
}

run "the_renderer_has_whole_cpus" {
  command = plan

  variables {
    renderer_cpu = 3
  }

  expect_failures = [var.renderer_cpu]
}

run "the_renderers_maximum_has_bounds" {
  command = plan

  variables {
    renderer_max_instances = 1001
  }

  expect_failures = [var.renderer_max_instances]
}

run "the_renderer_has_memory_for_a_whole_cpu" {
  command = plan

  variables {
    renderer_memory_mib = 256
  }

  expect_failures = [var.renderer_memory_mib]
}

run "the_renderers_minimum_has_bounds" {
  command = plan

  variables {
    renderer_min_instances = -1
  }

  expect_failures = [var.renderer_min_instances]
}

run "a_delivery_has_its_25_seconds" {
  command = plan

  variables {
    renderer_timeout_seconds = 20
  }

  expect_failures = [var.renderer_timeout_seconds]
}

run "a_runbook_is_an_address" {
  command = plan

  variables {
    runbook_url = "docs/operations.md"
  }

  expect_failures = [var.runbook_url]
}

run "a_signatures_age_is_a_duration" {
  command = plan

  variables {
    signature_max_age = "five minutes"
  }

  expect_failures = [var.signature_max_age]
}

run "a_silence_is_24_hours_at_most" {
  command = plan

  variables {
    silence_hours = 25
  }

  expect_failures = [var.silence_hours]
}

run "a_burst_is_a_whole_number" {
  command = plan

  variables {
    user_burst = 1.5
  }

  expect_failures = [var.user_burst]
}

run "a_rate_is_not_negative" {
  command = plan

  variables {
    user_rate_per_minute = -1
  }

  expect_failures = [var.user_rate_per_minute]
}

run "four_cpus_of_the_receiver_want_memory" {
  command = plan

  variables {
    receiver_cpu        = 4
    receiver_memory_mib = 1024
  }

  expect_failures = [var.receiver_memory_mib]
}

run "four_cpus_of_the_renderer_want_memory" {
  command = plan

  variables {
    renderer_cpu        = 4
    renderer_memory_mib = 1024
  }

  expect_failures = [var.renderer_memory_mib]
}

run "ack_deadline_seconds_is_whole" {
  command = plan

  variables {
    ack_deadline_seconds = 90.5
  }

  expect_failures = [var.ack_deadline_seconds]
}

run "receiver_concurrency_is_whole" {
  command = plan

  variables {
    receiver_concurrency = 1.5
  }

  expect_failures = [var.receiver_concurrency]
}

run "receiver_max_instances_is_whole" {
  command = plan

  variables {
    receiver_max_instances = 1.5
  }

  expect_failures = [var.receiver_max_instances]
}

run "receiver_memory_mib_is_whole" {
  command = plan

  variables {
    receiver_memory_mib = 512.5
  }

  expect_failures = [var.receiver_memory_mib]
}

run "receiver_min_instances_is_whole" {
  command = plan

  variables {
    receiver_min_instances = 0.5
  }

  expect_failures = [var.receiver_min_instances]
}

run "renderer_concurrency_is_whole" {
  command = plan

  variables {
    renderer_concurrency = 1.5
  }

  expect_failures = [var.renderer_concurrency]
}

run "renderer_max_instances_is_whole" {
  command = plan

  variables {
    renderer_max_instances = 1.5
  }

  expect_failures = [var.renderer_max_instances]
}

run "renderer_memory_mib_is_whole" {
  command = plan

  variables {
    renderer_memory_mib = 1024.5
  }

  expect_failures = [var.renderer_memory_mib]
}

run "renderer_min_instances_is_whole" {
  command = plan

  variables {
    renderer_min_instances = 0.5
  }

  expect_failures = [var.renderer_min_instances]
}

run "renderer_timeout_seconds_is_whole" {
  command = plan

  variables {
    renderer_timeout_seconds = 60.5
  }

  expect_failures = [var.renderer_timeout_seconds]
}
