using System.Text.Json;

namespace ReleasePortal.Core.Runs;

/// <summary>Rows of each layer, as the job's last check counts them.</summary>
public sealed record RowCounts(long Bronze, long Silver, long Gold, long Quarantined)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    /// <param name="result">What the notebook answered: an object with the four numbers.</param>
    /// <returns>Null when it is something else.</returns>
    public static RowCounts? Parse(string? result)
    {
        try
        {
            return result is null ? null : JsonSerializer.Deserialize<RowCounts>(result, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
