# Invented products in the format of the FDA's product.txt: a tenth with the names of real ingredients, of which there are many
# products each, the others with names made of syllables. -v count=100000
function pick(list, n) { return list[1 + int(rand() * n)] }
BEGIN {
  srand(4); OFS = "\t"
  syllables = split("zor bla tin qui lo rin vas to pex ami dro fen cor ta mel ur so nab ri lex ox ty car pra zi ne du ga met hy", s, " ")
  forms = split("TABLET|TABLET, FILM COATED|CAPSULE|SOLUTION|CREAM|INJECTION, SOLUTION|OINTMENT|SUSPENSION", f, "|")
  routes = split("ORAL|ORAL|ORAL|TOPICAL|INTRAVENOUS|OPHTHALMIC", r, "|")
  known = split("metformin hydrochloride|ibuprofen|acetaminophen|lisinopril|sertraline hydrochloride|amoxicillin|atorvastatin calcium|gabapentin|metoprolol tartrate|prednisone", k, "|")
  doses = split("1 2.5 5 10 20 25 40 50 100 150 200 250 300 400 500 600 800 1000", d, " ")
  print "PRODUCTID", "PRODUCTNDC", "PRODUCTTYPENAME", "PROPRIETARYNAME", "PROPRIETARYNAMESUFFIX", "NONPROPRIETARYNAME", "DOSAGEFORMNAME", "ROUTENAME", "STARTMARKETINGDATE", "ENDMARKETINGDATE", "MARKETINGCATEGORYNAME", "APPLICATIONNUMBER", "LABELERNAME", "SUBSTANCENAME", "ACTIVE_NUMERATOR_STRENGTH", "ACTIVE_INGRED_UNIT", "PHARM_CLASSES", "DEASCHEDULE", "NDC_EXCLUDE_FLAG", "LISTING_RECORD_CERTIFIED_THROUGH"
  for (i = 0; i < count; i++) {
    ndc = sprintf("%05d-%04d", 70000 + int(i / 5000), i % 5000)
    if (i % 10 == 0) { generic = pick(k, known); name = generic }
    else {
      generic = pick(s, syllables) pick(s, syllables) pick(s, syllables) " " (i % 3 ? "hydrochloride" : "sodium")
      name = i % 2 ? generic : pick(s, syllables) pick(s, syllables) pick(s, syllables) pick(s, syllables)
    }
    print ndc "_bench", ndc, "HUMAN PRESCRIPTION DRUG", name, "", generic, pick(f, forms), pick(r, routes), "20200101", "", "ANDA", "", "Bench Labs", toupper(generic), pick(d, doses), "mg/1", "", "", "N", ""
  }
}
