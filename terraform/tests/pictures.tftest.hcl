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

run "pictures_are_private_in_the_default" {
  command = plan

  assert {
    condition = (
      google_storage_bucket.pictures.public_access_prevention == "enforced" &&
      google_storage_bucket.pictures.uniform_bucket_level_access
    )
    error_message = "Public access is prevented, and access is uniform."
  }

  assert {
    condition = (
      google_storage_bucket.source.public_access_prevention == "enforced"
    )
    error_message = "The source is private in every case."
  }
}

run "pictures_expire_and_leave_nothing_behind" {
  command = plan

  assert {
    condition = (
      length(google_storage_bucket.pictures.lifecycle_rule) == 1 &&
      one(google_storage_bucket.pictures.lifecycle_rule[0].condition).age ==
      30 &&
      one(google_storage_bucket.pictures.lifecycle_rule[0].action).type ==
      "Delete"
    )
    error_message = "A picture is deleted after 30 days."
  }

  assert {
    condition = alltrue([
      for bucket in [
        google_storage_bucket.pictures, google_storage_bucket.source,
      ] : bucket.soft_delete_policy[0].retention_duration_seconds == 0
    ])
    error_message = "A deleted object is not billed for another week."
  }
}

run "linked_pictures_are_readable_and_not_listable_and_stay" {
  command = plan

  variables {
    picture_base_url = "https://pictures.example.com"
    picture_delivery = "link"
  }

  assert {
    condition = (
      google_storage_bucket.pictures.public_access_prevention == "inherited"
      && google_storage_bucket.pictures.uniform_bucket_level_access
    )
    error_message = "A linked picture can be public."
  }

  assert {
    condition = (
      google_storage_bucket_iam_member.public_reads[0].bucket ==
      google_storage_bucket.pictures.name &&
      google_storage_bucket_iam_member.public_reads[0].role ==
      "roles/storage.legacyObjectReader" &&
      google_storage_bucket_iam_member.public_reads[0].member == "allUsers"
    )
    error_message = "Everybody may read a picture; the role cannot list."
  }

  assert {
    condition     = length(google_storage_bucket.pictures.lifecycle_rule) == 0
    error_message = "Old messages keep their pictures."
  }

  assert {
    condition = (
      google_cloudfunctions2_function.renderer.service_config[0]
      .environment_variables["PICTURE_DELIVERY"] == "link" &&
      google_cloudfunctions2_function.renderer.service_config[0]
      .environment_variables["PICTURE_BASE_URL"] ==
      "https://pictures.example.com"
    )
    error_message = "The renderer links to the address that was given."
  }
}

run "a_destroy_stops_while_there_are_pictures" {
  command = plan

  assert {
    condition     = !google_storage_bucket.pictures.force_destroy
    error_message = "Pictures are protected in the default."
  }

  assert {
    condition     = google_storage_bucket.source.force_destroy
    error_message = "The zips never keep a destroy from finishing."
  }
}

run "a_destroy_takes_the_pictures_along_when_told_so" {
  command = plan

  variables {
    force_destroy = true
  }

  assert {
    condition     = google_storage_bucket.pictures.force_destroy
    error_message = "force_destroy deletes the pictures with the bucket."
  }
}
