# The two zips that `mando package` makes. Their names hold the hash of their
# bytes: the object's name changes with the content, and only then does Cloud
# Functions build again.
locals {
  zips = {
    for name in ["receiver", "renderer"] :
    name => sort(fileset(var.package_directory, "${name}-*.zip"))
  }
}

resource "google_storage_bucket" "source" {
  name     = "${local.bucket_prefix}-source"
  location = var.region
  labels   = local.labels

  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  # Any zip can be made again from its commit, byte by byte: nothing here is
  # worth keeping when the rest goes.
  force_destroy = true

  soft_delete_policy {
    retention_duration_seconds = 0
  }

  depends_on = [google_project_service.this]
}

resource "google_storage_bucket_object" "package" {
  for_each = local.zips

  bucket       = google_storage_bucket.source.name
  name         = one(each.value)
  source       = "${var.package_directory}/${one(each.value)}"
  content_type = "application/zip"

  lifecycle {
    # The new function must be built before the old zip may go.
    create_before_destroy = true

    precondition {
      condition = length(each.value) == 1
      error_message = join("", [
        "There must be exactly one ${each.key}-HASH.zip in ",
        "${var.package_directory}, found ${length(each.value)}. ",
        "Run `make package` in the repository.",
      ])
    }
  }
}
