using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>
/// Sends calls to one workspace. A call that may be repeated is, on 429, 5xx and lost connections; any other only on 429,
/// which says that nothing was done. Source: https://learn.microsoft.com/azure/databricks/reference/api
/// </summary>
sealed class DatabricksHttp(
    HttpClient http,
    Uri workspace,
    Func<CancellationToken, ValueTask<Secret>> token,
    DatabricksRetry retry,
    TimeProvider clock)
{
    public Uri Workspace => workspace;

    public Task<TAnswer> GetAsync<TAnswer>(string address, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken) =>
        AskAsync(new(HttpMethod.Get, address) { Repeatable = true }, answer, cancellationToken);

    public Task<byte[]> PostAsync<TBody>(
        string address, TBody body, JsonTypeInfo<TBody> type, bool repeatable, CancellationToken cancellationToken) =>
        SendAsync(
            new(HttpMethod.Post, address) { Body = JsonSerializer.SerializeToUtf8Bytes(body, type), Repeatable = repeatable },
            cancellationToken);

    public async Task<TAnswer> AskAsync<TAnswer>(DatabricksCall call, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken) =>
        Read(await SendAsync(call, cancellationToken), answer, call.Asked);

    /// <returns>Null when the workspace says that what was asked for does not exist.</returns>
    public Task<TAnswer?> GetOrNullAsync<TAnswer>(string address, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
        where TAnswer : class => OrNull(GetAsync(address, answer, cancellationToken));

    /// <returns>Null when the workspace says that what was asked for does not exist.</returns>
    public Task<byte[]?> SendOrNullAsync(DatabricksCall call, CancellationToken cancellationToken) =>
        OrNull(SendAsync(call, cancellationToken));

    /// <exception cref="DatabricksException">The answer is not what the vendor documents.</exception>
    public static TAnswer Read<TAnswer>(byte[] body, JsonTypeInfo<TAnswer> answer, string asked)
    {
        try
        {
            return JsonSerializer.Deserialize(body, answer)
                ?? throw new DatabricksException(asked, status: null, errorCode: null, "the answer was empty");
        }
        catch (JsonException fault)
        {
            throw new DatabricksException(asked, status: null, errorCode: null, "the answer could not be read", fault);
        }
    }

    /// <exception cref="DatabricksException">Refused, or not reached within the time of <see cref="DatabricksRetry"/>.</exception>
    public async Task<byte[]> SendAsync(DatabricksCall call, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var (body, fault, retryAfter) = await AttemptAsync(call, cancellationToken);
            if (fault is null)
            {
                return body;
            }

            var pause = retryAfter ?? retry.PauseAfter(attempt);
            var again = fault.Status is HttpStatusCode.TooManyRequests || (call.Repeatable && fault.MayPass);
            if (!again || clock.GetElapsedTime(started) + pause > retry.Total)
            {
                throw fault;
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    async Task<Attempt> AttemptAsync(DatabricksCall call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(retry.Attempt, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var request = await RequestAsync(call, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return response.IsSuccessStatusCode
                ? new(body, Fault: null, RetryAfter: null)
                : new(body, DatabricksError.From(call.Asked, response.StatusCode, body), RetryAfter(response.Headers.RetryAfter));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            var message = $"{workspace.Host} could not be reached: {fault.Message}";
            return new([], new(call.Asked, status: null, errorCode: null, message, fault), RetryAfter: null);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            var message = $"{workspace.Host} did not answer within {retry.Attempt.TotalSeconds:0.#} s";
            return new([], new(call.Asked, status: null, errorCode: null, message, fault), RetryAfter: null);
        }
    }

    async Task<HttpRequestMessage> RequestAsync(DatabricksCall call, CancellationToken cancellationToken)
    {
        var bearer = await token(cancellationToken);
        var request = new HttpRequestMessage(call.Method, new Uri(workspace, call.Address));
        request.Headers.Authorization = new("Bearer", bearer.Reveal());
        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.ContentType = new(call.ContentType);
        }

        return request;
    }

    TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    static async Task<T?> OrNull<T>(Task<T> asked)
        where T : class
    {
        try
        {
            return await asked;
        }
        catch (DatabricksException fault) when (fault.SaysMissing)
        {
            return null;
        }
    }

    sealed record Attempt(byte[] Body, DatabricksException? Fault, TimeSpan? RetryAfter);
}
