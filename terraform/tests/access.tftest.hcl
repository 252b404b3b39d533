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

# Who may do what. That there is no grant beside these is proved by
# plan_test.go, which reads the whole plan.

run "the_receiver_may_only_publish_to_the_topic" {
  command = plan

  assert {
    condition = (
      google_pubsub_topic_iam_member.receiver_publishes.topic ==
      google_pubsub_topic.renders.name &&
      google_pubsub_topic_iam_member.receiver_publishes.role ==
      "roles/pubsub.publisher" &&
      google_pubsub_topic_iam_member.receiver_publishes.member ==
      google_service_account.receiver.member
    )
    error_message = "The receiver is publisher on mando-renders."
  }

  assert {
    condition = (
      google_cloudfunctions2_function.receiver.service_config[0]
      .service_account_email == google_service_account.receiver.email
    )
    error_message = "The receiver runs as its own account."
  }
}

run "the_renderer_may_only_create_objects_in_the_picture_bucket" {
  command = plan

  assert {
    condition = (
      google_storage_bucket_iam_member.renderer_creates.bucket ==
      google_storage_bucket.pictures.name &&
      google_storage_bucket_iam_member.renderer_creates.role ==
      "roles/storage.objectCreator" &&
      google_storage_bucket_iam_member.renderer_creates.member ==
      google_service_account.renderer.member
    )
    error_message = "The renderer is objectCreator on the picture bucket."
  }

  assert {
    condition = (
      google_cloudfunctions2_function.renderer.service_config[0]
      .service_account_email == google_service_account.renderer.email
    )
    error_message = "The renderer runs as its own account."
  }
}

run "only_pubsub_reaches_the_renderer" {
  command = plan

  assert {
    condition = (
      google_cloudfunctions2_function.renderer.service_config[0]
      .ingress_settings == "ALLOW_INTERNAL_ONLY"
    )
    error_message = "The renderer cannot be reached from the internet."
  }

  assert {
    condition = (
      google_cloud_run_v2_service_iam_member.push_invokes.name ==
      google_cloudfunctions2_function.renderer.name &&
      google_cloud_run_v2_service_iam_member.push_invokes.role ==
      "roles/run.invoker" &&
      google_cloud_run_v2_service_iam_member.push_invokes.member ==
      google_service_account.push.member
    )
    error_message = "Only the push identity may call the renderer."
  }

  assert {
    condition = (
      google_pubsub_subscription.renderer.push_config[0].oidc_token[0]
      .service_account_email == google_service_account.push.email &&
      google_pubsub_subscription.renderer.push_config[0].oidc_token[0]
      .audience ==
      google_pubsub_subscription.renderer.push_config[0].push_endpoint
    )
    error_message = "A push carries the push identity's token."
  }
}

run "only_the_receiver_is_public" {
  command = plan

  assert {
    condition = (
      length(google_cloud_run_v2_service_iam_member.receiver_public) == 1 &&
      google_cloud_run_v2_service_iam_member.receiver_public[0].member ==
      "allUsers" &&
      google_cloud_run_v2_service_iam_member.receiver_public[0].name ==
      google_cloudfunctions2_function.receiver.name
    )
    error_message = "allUsers may call the receiver."
  }

  assert {
    condition     = length(google_storage_bucket_iam_member.public_reads) == 0
    error_message = "Nobody may read the pictures in the default."
  }
}

run "nothing_at_all_is_public_where_policy_forbids_it" {
  command = plan

  variables {
    public_endpoint = false
  }

  assert {
    condition = (
      length(google_cloud_run_v2_service_iam_member.receiver_public) == 0
    )
    error_message = "public_endpoint = false grants allUsers nothing."
  }
}

run "the_builder_has_what_a_build_needs" {
  command = plan

  assert {
    condition = alltrue([
      for grant in [
        google_artifact_registry_repository_iam_member.builder_images,
        google_project_iam_member.builder_google_source,
        google_project_iam_member.builder_logs,
        google_storage_bucket_iam_member.builder_source,
      ] : grant.member == google_service_account.builder.member
    ])
    error_message = "The four roles of a build belong to the builder."
  }

  assert {
    condition = (
      google_project_iam_member.builder_google_source.condition[0].expression
      == join("", [
        "resource.name.startsWith(\"projects/_/buckets/",
        "gcf-v2-sources-123456789012-europe-west1\")",
      ])
    )
    error_message = "The builder reads one of Google's buckets, not all."
  }

  assert {
    condition = alltrue([
      for function in [
        google_cloudfunctions2_function.receiver,
        google_cloudfunctions2_function.renderer,
        ] : (
        function.build_config[0].service_account ==
        google_service_account.builder.id &&
        function.build_config[0].docker_repository ==
        google_artifact_registry_repository.images.id
      )
    ])
    error_message = "Both are built by the builder, into our own repository."
  }
}

run "no_secret_is_in_the_configuration" {
  command = plan

  assert {
    condition = alltrue([
      for function in [
        google_cloudfunctions2_function.receiver,
        google_cloudfunctions2_function.renderer,
        ] : alltrue([
          for key in keys(function.service_config[0].environment_variables) :
          !can(regex("TOKEN|SECRET|PASSWORD", key))
      ])
    ])
    error_message = "No bot token reaches a function."
  }
}
