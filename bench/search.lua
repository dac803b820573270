-- searches in the manner of somebody who types: each word of the SEARCHES file, one after the other
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
local texts = {}
for line in io.lines(os.getenv("SEARCHES")) do
  texts[#texts + 1] = os.getenv("SEARCH_PATH") .. "?name=" .. line:gsub(" ", "%%20")
end
local count = 0

request = function()
  count = count + 1
  return wrk.format("GET", texts[1 + count % #texts])
end
