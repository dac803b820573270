-- Whether the papers of a case's services were taken to where they go.
alter table cases.patient_case add column service_pdf_exported boolean not null default false;
