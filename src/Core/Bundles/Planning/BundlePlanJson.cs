using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleasePortal.Core.Bundles.Planning;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BundlePlan))]
sealed partial class BundlePlanJson : JsonSerializerContext;
