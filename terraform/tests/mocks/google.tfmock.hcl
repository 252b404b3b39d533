# What Google would answer: enough for a plan that knows who is who. Each
# account has its own address, so that a test can tell them apart.
mock_data "google_project" {
  defaults = {
    number = "123456789012"
  }
  override_during = plan
}

override_resource {
  target = google_service_account.builder
  values = {
    email  = "mando-builder@mando-test.iam.gserviceaccount.com"
    id     = "projects/mando-test/serviceAccounts/mando-builder"
    member = "serviceAccount:mando-builder@mando-test.iam.gserviceaccount.com"
  }
  override_during = plan
}

override_resource {
  target = google_service_account.receiver
  values = {
    email  = "mando-receiver@mando-test.iam.gserviceaccount.com"
    member = "serviceAccount:mando-receiver@mando-test.iam.gserviceaccount.com"
  }
  override_during = plan
}

override_resource {
  target = google_service_account.renderer
  values = {
    email  = "mando-renderer@mando-test.iam.gserviceaccount.com"
    member = "serviceAccount:mando-renderer@mando-test.iam.gserviceaccount.com"
  }
  override_during = plan
}

override_resource {
  target = google_service_account.push
  values = {
    email  = "mando-push@mando-test.iam.gserviceaccount.com"
    member = "serviceAccount:mando-push@mando-test.iam.gserviceaccount.com"
  }
  override_during = plan
}

override_resource {
  target = google_artifact_registry_repository.images
  values = {
    id   = "projects/mando-test/repositories/mando-images"
    name = "mando-images"
  }
  override_during = plan
}

override_resource {
  target = google_cloudfunctions2_function.receiver
  values = {
    service_config = { uri = "https://mando-receiver-x-ew.a.run.app" }
  }
  override_during = plan
}
override_resource {
  target = google_cloudfunctions2_function.renderer
  values = {
    service_config = { uri = "https://mando-renderer-x-ew.a.run.app" }
  }
  override_during = plan
}

override_resource {
  target = google_compute_address.egress
  values = {
    address = "192.0.2.1"
    id      = "projects/mando-test/regions/europe-west1/addresses/mando-egress"
  }
  override_during = plan
}
