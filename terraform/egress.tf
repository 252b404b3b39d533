# One outgoing address that nobody else uses. Functions share their addresses
# with strangers, and Discord blocks an address for what any of them does.
# Only the renderer calls Discord, so only the renderer goes this way.
resource "google_compute_network" "egress" {
  count = var.static_egress ? 1 : 0

  name                    = "${var.name}-egress"
  auto_create_subnetworks = false

  depends_on = [google_project_service.this]
}

resource "google_compute_subnetwork" "egress" {
  count = var.static_egress ? 1 : 0

  name    = "${var.name}-egress"
  region  = var.region
  network = google_compute_network.egress[0].id

  # Instances hold up to eight addresses each while revisions change over:
  # enough for 500 of them.
  ip_cidr_range = "10.8.0.0/20"

  # Without it storing a picture would go through the NAT and be paid there.
  private_ip_google_access = true
}

resource "google_compute_address" "egress" {
  count = var.static_egress ? 1 : 0

  name   = "${var.name}-egress"
  region = var.region
  labels = local.labels

  depends_on = [google_project_service.this]
}

resource "google_compute_router" "egress" {
  count = var.static_egress ? 1 : 0

  name    = "${var.name}-egress"
  region  = var.region
  network = google_compute_network.egress[0].id
}

resource "google_compute_router_nat" "egress" {
  count = var.static_egress ? 1 : 0

  name   = "${var.name}-egress"
  region = var.region
  router = google_compute_router.egress[0].name

  nat_ip_allocate_option             = "MANUAL_ONLY"
  nat_ips                            = [google_compute_address.egress[0].id]
  source_subnetwork_ip_ranges_to_nat = "LIST_OF_SUBNETWORKS"

  subnetwork {
    name                    = google_compute_subnetwork.egress[0].id
    source_ip_ranges_to_nat = ["ALL_IP_RANGES"]
  }

  # 64 ports for each instance: one address serves 1,000 instances.
  min_ports_per_vm = 64

  log_config {
    enable = true
    filter = "ERRORS_ONLY"
  }
}
