namespace ReleasePortal.Portal.Ui;

/// <summary>What the browser told about its reader: time zone and theme. One per circuit; parts re-render when it changes.</summary>
public sealed class Viewer
{
    public event EventHandler? Changed;

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public bool Dark { get; private set; }

    /// <param name="zone">An IANA name as browsers give it; anything else counts as UTC.</param>
    /// <param name="dark">Whether the dark theme is chosen.</param>
    public void Know(string? zone, bool dark)
    {
        var found = zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : TimeZoneInfo.Utc;
        if (found.Equals(Zone) && dark == Dark)
        {
            return;
        }

        (Zone, Dark) = (found, dark);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
