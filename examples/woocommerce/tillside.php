<?php
/**
 * Plugin Name: Tillside
 * Description: Puts Tillside's tag on every page of the shop. Put your relay's address and your site's id in the two constants.
 * Version: 1.0
 */

defined('ABSPATH') || exit();

const TILLSIDE_RELAY = 'https://relay.example';
const TILLSIDE_SITE = 'site_yours';

add_action('wp_head', function () {
    printf(
        '<script async src="%s/v1/loader.js" data-site="%s"></script>',
        esc_url(TILLSIDE_RELAY),
        esc_attr(TILLSIDE_SITE)
    );
});
