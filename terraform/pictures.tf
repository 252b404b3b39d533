# Where the pictures are kept.
resource "google_storage_bucket" "pictures" {
  name = coalesce(
    var.picture_bucket_name, "${local.bucket_prefix}-pictures"
  )
  location = var.region
  labels   = local.labels

  uniform_bucket_level_access = true
  public_access_prevention = (
    var.picture_delivery == "link" ? "inherited" : "enforced"
  )

  # Off, a destroy stops here while pictures are left.
  force_destroy = var.force_destroy

  # Seven more days of storage would be billed for each deleted picture.
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  # With links the pictures are in old messages: there nothing expires.
  dynamic "lifecycle_rule" {
    for_each = var.picture_delivery == "link" ? [] : [1]
    content {
      condition {
        age = var.picture_retention_days
      }
      action {
        type = "Delete"
      }
    }
  }

  depends_on = [google_project_service.this]
}

# Discord's media proxy reads a linked picture without a Google identity. The
# role reads an object whose name is known and cannot list the bucket.
resource "google_storage_bucket_iam_member" "public_reads" {
  count = var.picture_delivery == "link" ? 1 : 0

  bucket = google_storage_bucket.pictures.name
  role   = "roles/storage.legacyObjectReader"
  member = "allUsers"
}
