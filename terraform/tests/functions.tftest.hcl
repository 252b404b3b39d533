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

run "a_new_zip_is_a_new_object" {
  command = plan

  assert {
    condition = alltrue([
      for name, object in google_storage_bucket_object.package :
      can(regex("^${name}-[0-9a-f]{16}\\.zip$", object.name))
    ])
    error_message = "The object's name holds the zip's hash."
  }

  assert {
    condition = (
      google_cloudfunctions2_function.receiver.build_config[0].source[0]
      .storage_source[0].object ==
      google_storage_bucket_object.package["receiver"].name &&
      google_cloudfunctions2_function.renderer.build_config[0].source[0]
      .storage_source[0].object ==
      google_storage_bucket_object.package["renderer"].name
    )
    error_message = "Each function is built from its own zip."
  }
}

run "without_the_zips_nothing_is_planned" {
  command = plan

  variables {
    package_directory = "tests/mocks"
  }

  expect_failures = [google_storage_bucket_object.package]
}

run "the_functions_are_what_the_builder_expects" {
  command = plan

  assert {
    condition = (
      google_cloudfunctions2_function.receiver.build_config[0].entry_point ==
      "Receiver" &&
      google_cloudfunctions2_function.renderer.build_config[0].entry_point ==
      "Renderer"
    )
    error_message = "The entry points are the registered names."
  }

  assert {
    condition = alltrue([
      for function in [
        google_cloudfunctions2_function.receiver,
        google_cloudfunctions2_function.renderer,
      ] : function.build_config[0].runtime == "go126"
    ])
    error_message = "Both are built with Go 1.26."
  }
}

run "both_functions_have_an_upper_bound_and_cost_nothing_idle" {
  command = plan

  assert {
    condition = alltrue([
      for function in [
        google_cloudfunctions2_function.receiver,
        google_cloudfunctions2_function.renderer,
        ] : (
        function.service_config[0].min_instance_count == 0 &&
        function.service_config[0].max_instance_count > 0 &&
        function.service_config[0].max_instance_count <= 100
      )
    ])
    error_message = "0 instances at rest and a maximum on both."
  }
}

run "a_whole_cpu_serves_many_requests_at_once" {
  command = plan

  assert {
    condition = alltrue([
      for function in [
        google_cloudfunctions2_function.receiver,
        google_cloudfunctions2_function.renderer,
        ] : (
        function.service_config[0].max_instance_request_concurrency > 1 &&
        tonumber(function.service_config[0].available_cpu) >= 1
      )
    ])
    error_message = "Concurrency above 1 needs at least one CPU."
  }
}

run "the_memory_limit_is_known_to_the_process" {
  command = plan

  assert {
    condition = (
      google_cloudfunctions2_function.renderer.service_config[0]
      .environment_variables["GOMEMLIMIT"] == "870MiB" &&
      google_cloudfunctions2_function.renderer.service_config[0]
      .available_memory == "1024Mi"
    )
    error_message = "GOMEMLIMIT is 85 % of the instance's memory."
  }
}

run "pictures_that_do_not_fit_into_the_memory_stop_the_plan" {
  command = plan

  variables {
    renderer_memory_mib = 512
  }

  expect_failures = [google_cloudfunctions2_function.renderer]
}

run "the_settings_reach_the_code" {
  command = plan

  variables {
    discord_public_key = join("", [
      "ABCDEF6789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF, ",
      "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    ])
    maintenance_message  = "Back at noon."
    user_rate_per_minute = 0
  }

  assert {
    condition = (
      google_cloudfunctions2_function.receiver.service_config[0]
      .environment_variables["DISCORD_PUBLIC_KEY"] == join("", [
        "abcdef6789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,",
        "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      ])
    )
    error_message = "Keys may be in capitals, and two of them for a rotation."
  }

  assert {
    condition = (
      google_cloudfunctions2_function.receiver.service_config[0]
      .environment_variables["MAINTENANCE_MESSAGE"] == "Back at noon." &&
      google_cloudfunctions2_function.receiver.service_config[0]
      .environment_variables["USER_RATE_PER_MINUTE"] == "0" &&
      google_cloudfunctions2_function.receiver.service_config[0]
      .environment_variables["RENDER_TOPIC"] == "mando-renders"
    )
    error_message = "The receiver is told its topic, limits and message."
  }

  assert {
    condition = (
      google_cloudfunctions2_function.renderer.service_config[0]
      .environment_variables["PICTURE_BUCKET"] ==
      google_storage_bucket.pictures.name &&
      google_cloudfunctions2_function.renderer.service_config[0]
      .environment_variables["GOOGLE_CLOUD_PROJECT"] == "mando-test"
    )
    error_message = "The renderer is told its bucket and its project."
  }
}

run "an_empty_setting_is_left_to_the_code" {
  command = plan

  assert {
    condition = (
      !contains(keys(
        google_cloudfunctions2_function.receiver.service_config[0]
        .environment_variables
      ), "MAINTENANCE_MESSAGE") &&
      !contains(keys(
        google_cloudfunctions2_function.renderer.service_config[0]
        .environment_variables
      ), "PICTURE_BASE_URL")
    )
    error_message = "Empty variables do not reach the environment."
  }
}

run "every_api_is_switched_on_and_stays_on" {
  command = plan

  assert {
    condition = alltrue([
      for api in [
        "artifactregistry", "cloudbuild", "cloudfunctions",
        "cloudresourcemanager", "iam", "logging", "monitoring", "pubsub",
        "run", "serviceusage", "storage",
      ] : contains(local.services, "${api}.googleapis.com")
    ])
    error_message = "Each API that a resource needs is in the list."
  }

  assert {
    condition = alltrue([
      for service in google_project_service.this :
      !service.disable_on_destroy
    ])
    error_message = "A destroy switches no API off."
  }
}
