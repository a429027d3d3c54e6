package dev.jamesext.settings;

import java.util.Optional;

/**
 * The setting of an extension.
 *
 * @param use what a session may use, asked when it does
 * @param offer what EHLO shows; empty where it shows what may be used
 */
public record ExtensionSetting(RuledSetting use, Optional<RuledSetting> offer) {}
