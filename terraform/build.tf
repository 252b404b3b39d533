# Who builds the functions, and where the images go.

# A new project has no usable default build account: without one of its own
# the first build fails, and with the old default it would be an editor of the
# whole project.
resource "google_service_account" "builder" {
  account_id   = "${var.name}-builder"
  display_name = "${var.name}: builds the functions"

  depends_on = [google_project_service.this]
}

# Without a repository of its own the images land in gcf-artifacts, which
# every function of the project shares and the builder would have to write to.
resource "google_artifact_registry_repository" "images" {
  repository_id = "${var.name}-images"
  location      = var.region
  format        = "DOCKER"
  labels        = local.labels

  # Every deployment leaves an image behind; ten are enough to roll back.
  cleanup_policies {
    id     = "keep-ten"
    action = "KEEP"
    most_recent_versions {
      keep_count = 10
    }
  }
  cleanup_policies {
    id     = "delete-old"
    action = "DELETE"
    condition {
      older_than = "2592000s"
    }
  }

  depends_on = [google_project_service.this]
}

# Without it the build runs blind, and fails when it cannot write its log.
resource "google_project_iam_member" "builder_logs" {
  project = var.project_id
  role    = "roles/logging.logWriter"
  member  = google_service_account.builder.member
}

# Without it the image cannot be pushed.
resource "google_artifact_registry_repository_iam_member" "builder_images" {
  location   = google_artifact_registry_repository.images.location
  repository = google_artifact_registry_repository.images.name
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.builder.member
}

# Without it the zip cannot be read.
resource "google_storage_bucket_iam_member" "builder_source" {
  bucket = google_storage_bucket.source.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.builder.member
}

# Cloud Functions copies the zip to a bucket that it makes itself during the
# first deployment, and the build reads that copy. The bucket is not there
# yet when the role is granted: hence a role on the project that a condition
# narrows to that one bucket.
resource "google_project_iam_member" "builder_google_source" {
  project = var.project_id
  role    = "roles/storage.objectViewer"
  member  = google_service_account.builder.member

  condition {
    title       = "only-the-copy-of-the-source"
    description = "The bucket that Cloud Functions keeps its copies in"
    expression = join("", [
      "resource.name.startsWith(\"projects/_/buckets/gcf-v2-sources-",
      data.google_project.this.number, "-", var.region, "\")",
    ])
  }
}
