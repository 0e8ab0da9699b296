namespace ReleasePortal.Core.Settings;

/// <summary>An empty text is a value of this setting. Of all others it is none: it takes back what another source of
/// settings names.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class EmptyCountsAttribute : Attribute;
